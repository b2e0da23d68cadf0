/** The character before the decimals. */
export type DecimalMark = 'point' | 'comma'

const marks = ['point', 'comma'] as const
const patterns: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.(\d+))?$/,
  comma: /^(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?$/,
}

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

/** Maximum number of characters of an amount. Longer texts are not amounts, and would make adding slow. */
const maxAmountLength = 40

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
  if (text.length > maxAmountLength) return undefined
  const [, sign = '', digits = ''] = /^([-+\u2212]?) ?(\d.*)$/.exec(text.trim()) ?? []
  const [, whole, decimals = ''] = patterns[mark].exec(digits) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole.replace(/\D/g, '') + decimals)
  return { units: sign === '-' || sign === '\u2212' ? -units : units, scale: decimals.length }
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
