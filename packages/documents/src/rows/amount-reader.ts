import { certainMark, type DecimalMark, decimalText } from './decimal-text.ts'

/** The decimal mark that the amounts of a document use. `mixed` if some can be read only with one, some with the other. */
export type DetectedMark = DecimalMark | 'mixed'

const point = 46
const comma = 44

/** Detects the decimal mark of the amounts of a document, and converts them. */
export class AmountReader {
  readonly #mark: DecimalMark | 'auto' | undefined
  #detected: DetectedMark | undefined
  /** The character code of the latest decimal mark. */
  #usualCode = -1
  #unread = 0

  /** @param mark The mark to convert amounts with. `auto`: the detected one. Undefined: amounts are not converted. */
  constructor(mark: DecimalMark | 'auto' | undefined) {
    this.#mark = mark
  }

  /** Undefined as long as every amount can be read with both marks. */
  get detected(): DetectedMark | undefined {
    return this.#detected
  }

  /** Whether amounts are converted. */
  get converts(): boolean {
    return this.#mark !== undefined
  }

  /** Number of amounts that should have been converted, but could not be read with certainty. */
  get unread(): number {
    return this.#unread
  }

  /** Returns the amount as it is, or as a decimal with a point. */
  read(amount: string): string {
    // Most amounts have two decimals: one comparison is enough for those with the mark of the others.
    if (this.#mark === undefined && amount.charCodeAt(amount.length - 3) === this.#usualCode) return amount
    return amount === '' ? amount : this.#examine(amount)
  }

  #examine(amount: string): string {
    const mark = certainMark(amount)
    if (mark !== undefined && mark !== this.#detected) this.#detected = this.#detected === undefined ? mark : 'mixed'
    if (mark !== undefined) this.#usualCode = mark === 'point' ? point : comma
    return this.converts ? this.#convert(amount, mark) : amount
  }

  #convert(amount: string, certain: DecimalMark | undefined): string {
    const mark = this.#mark === 'auto' ? (certain ?? this.#detected ?? markOfInteger(amount)) : this.#mark
    const decimal = mark === undefined || mark === 'mixed' ? undefined : decimalText(amount, mark)
    if (decimal === undefined) this.#unread += 1
    return decimal ?? amount
  }
}

/** An amount without marks is the same with both. */
function markOfInteger(amount: string): DecimalMark | undefined {
  return /[.,]/.test(amount) ? undefined : 'point'
}
