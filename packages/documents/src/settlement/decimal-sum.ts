/** Which character stands before the decimals. */
export type DecimalForm = 'point' | 'comma'

const forms = ['point', 'comma'] as const
const patterns: Readonly<Record<DecimalForm, RegExp>> = {
  point: /^(\d{1,3}(?:[, \u00a0\u202f]\d{3})+|\d+)(?:\.(\d+))?$/,
  comma: /^(\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?$/,
}

/** An amount without rounding: a whole number of the smallest units, and how many decimals these have. */
interface Decimal {
  units: bigint
  scale: number
}

/** How many amounts of a document do not read in a form. The form of a document is the one that its amounts read in. */
export interface FormVotes {
  point: number
  comma: number
}

/** Longer texts are no amounts, and would make adding slow. */
const longestAmount = 40

/**
 * Adds amounts as they stand in a document, exactly. Whether a comma or a point stands before the decimals is decided by
 * the document itself: `95,00` reads in one form only. As long as that is open, as with `1.234`, both sums are kept.
 */
export class DecimalSum {
  readonly #votes: FormVotes
  readonly #sums: Record<DecimalForm, Decimal> = { point: { units: 0n, scale: 0 }, comma: { units: 0n, scale: 0 } }

  constructor(votes: FormVotes) {
    this.#votes = votes
  }

  add(text: string): void {
    for (const form of forms) {
      const decimal = parseDecimal(text, form)
      if (decimal === undefined) this.#votes[form] += 1
      else plus(this.#sums[form], decimal)
    }
  }

  /** The sum as a document of that form would write it. */
  text(form: DecimalForm): string {
    return formatDecimal(this.#sums[form], form)
  }

  /** What is left of the sum when an amount is taken away; undefined where the amount does not read in the form. */
  minus(text: string, form: DecimalForm): { readonly text: string; readonly zero: boolean } | undefined {
    const other = parseDecimal(text, form)
    if (other === undefined) return undefined
    const left = { ...this.#sums[form] }
    plus(left, { units: -other.units, scale: other.scale })
    return { text: formatDecimal(left, form), zero: left.units === 0n }
  }
}

/** The amount with the other sign, as it would be written. */
export function negated(text: string): string {
  if (text.startsWith('-')) return text.slice(1)
  return /[1-9]/.test(text) ? `-${text}` : text
}

function parseDecimal(text: string, form: DecimalForm): Decimal | undefined {
  const [, sign = '', digits = ''] =
    text.length > longestAmount ? [] : (/^([-+\u2212]?) ?(\d.*)$/.exec(text.trim()) ?? [])
  const [, whole, decimals = ''] = patterns[form].exec(digits) ?? []
  if (whole === undefined) return undefined
  const units = BigInt(whole.replace(/\D/g, '') + decimals)
  return { units: sign === '-' || sign === '\u2212' ? -units : units, scale: decimals.length }
}

function plus(sum: Decimal, other: Decimal): void {
  const scale = Math.max(sum.scale, other.scale)
  sum.units = unitsAt(sum, scale) + unitsAt(other, scale)
  sum.scale = scale
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return wanted === scale ? units : units * 10n ** BigInt(wanted - scale)
}

function formatDecimal({ units, scale }: Decimal, form: DecimalForm): string {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const decimals = scale === 0 ? '' : `${form === 'comma' ? ',' : '.'}${digits.slice(-scale)}`
  return `${units < 0n ? '-' : ''}${whole}${decimals}`
}
