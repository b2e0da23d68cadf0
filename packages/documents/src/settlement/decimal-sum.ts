import { amountParts, type DecimalMark } from '../rows/cell-types.ts'

const marks = ['point', 'comma'] as const

/** An exact amount: a whole number of units, and the number of decimals of a unit. */
interface Decimal {
  units: bigint
  scale: number
}

/** Number of amounts of a document that cannot be read with each decimal mark. The document uses the other one. */
export interface UnreadableCounts {
  point: number
  comma: number
}

/**
 * Adds amounts as they are written in a document, exactly. The document itself determines whether a point or a comma
 * precedes the decimals: `95,00` can be read in one way only. While both are possible, as with `1.234`, both sums are
 * kept.
 */
export class DecimalSum {
  readonly #unreadable: UnreadableCounts
  readonly #sums: Record<DecimalMark, Decimal> = { point: { units: 0n, scale: 0 }, comma: { units: 0n, scale: 0 } }

  /** @param unreadable Counts unreadable amounts. Shared by the sums of a document. */
  constructor(unreadable: UnreadableCounts) {
    this.#unreadable = unreadable
  }

  add(text: string): void {
    for (const mark of marks) {
      const decimal = parseDecimal(text, mark)
      if (decimal === undefined) this.#unreadable[mark] += 1
      else addTo(this.#sums[mark], decimal)
    }
  }

  /** Writes the sum like a document with that decimal mark. */
  format(mark: DecimalMark): string {
    return formatDecimal(this.#sums[mark], mark)
  }

  /** Subtracts an amount from the sum. Returns undefined if the amount cannot be read with the decimal mark. */
  minus(text: string, mark: DecimalMark): { readonly text: string; readonly isZero: boolean } | undefined {
    const other = parseDecimal(text, mark)
    if (other === undefined) return undefined
    const difference = { ...this.#sums[mark] }
    addTo(difference, { units: -other.units, scale: other.scale })
    return { text: formatDecimal(difference, mark), isZero: difference.units === 0n }
  }
}

/** Returns an amount with the opposite sign. */
export function negated(text: string): string {
  if (text.startsWith('-')) return text.slice(1)
  return /[1-9]/.test(text) ? `-${text}` : text
}

function parseDecimal(text: string, mark: DecimalMark): Decimal | undefined {
  const parts = amountParts(text, mark)
  if (parts === undefined) return undefined
  const units = BigInt(parts.whole + parts.decimals)
  return { units: parts.isNegative ? -units : units, scale: parts.decimals.length }
}

function addTo(sum: Decimal, other: Decimal): void {
  const scale = Math.max(sum.scale, other.scale)
  sum.units = unitsAt(sum, scale) + unitsAt(other, scale)
  sum.scale = scale
}

function unitsAt({ units, scale }: Decimal, targetScale: number): bigint {
  return targetScale === scale ? units : units * 10n ** BigInt(targetScale - scale)
}

function formatDecimal({ units, scale }: Decimal, mark: DecimalMark): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const decimals = scale === 0 ? '' : `${mark === 'comma' ? ',' : '.'}${digits.slice(-scale)}`
  return `${units < 0n ? '-' : ''}${whole}${decimals}`
}
