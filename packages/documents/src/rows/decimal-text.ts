/** The character before the decimals. */
export type DecimalMark = 'point' | 'comma'

/** Thousands are separated by spaces, apostrophes, or the other mark; with commas also in the Indian way, `1,23,456`. */
const patterns: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^(\d{1,3}(?:[,' \u2019\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)(?:\.(\d+))?$/,
  comma: /^(\d{1,3}(?:[.' \u2019\u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?$/,
}

/** Maximum number of characters of an amount. Longer strings are not amounts, and would make adding slow. */
const maxAmountLength = 40

/** The digits of an amount. */
export interface AmountParts {
  readonly isNegative: boolean
  readonly whole: string
  readonly decimals: string
}

/** Splits an amount at its decimal mark. Returns undefined if it cannot be read with that mark. */
export function amountParts(text: string, mark: DecimalMark): AmountParts | undefined {
  if (text.length > maxAmountLength) return undefined
  const [, sign = '', digits = ''] = /^([-+\u2212]?) ?(\d.*)$/.exec(text.trim()) ?? []
  const [, whole, decimals = ''] = patterns[mark].exec(digits) ?? []
  if (whole === undefined) return undefined
  return { isNegative: sign === '-' || sign === '\u2212', whole: whole.replace(/\D/g, ''), decimals }
}

/**
 * Converts an amount as it is written in a document to a decimal with a point and without separators: `1.234,50` becomes
 * `1234.50`. Nothing is rounded, and the number of decimals stays the same.
 *
 * @param mark The document's decimal mark, see `decimalMark` of the summary.
 * @returns Undefined if the amount cannot be read with that mark.
 *
 * @example
 * decimalText('1.234,50', 'comma') // '1234.50'
 * decimalText("1'234.50", 'point') // '1234.50'
 * decimalText('1,23,456.50', 'point') // '123456.50'
 */
export function decimalText(amount: string, mark: DecimalMark): string | undefined {
  const parts = amountParts(amount, mark)
  if (parts === undefined) return undefined
  const whole = parts.whole.replace(/^0+(?=\d)/, '')
  return `${parts.isNegative ? '-' : ''}${whole}${parts.decimals === '' ? '' : `.${parts.decimals}`}`
}

/**
 * Returns the decimal mark of an amount that can be read in one way only, such as `95,00`. Returns undefined for `1.234`
 * and `100`, and for strings that are not amounts.
 */
export function certainMark(amount: string): DecimalMark | undefined {
  const point = amount.indexOf('.')
  const comma = amount.indexOf(',')
  if (point === comma) return undefined
  // Most amounts have two decimals: a group of digits has three.
  if (point === amount.length - 3 && comma === -1) return 'point'
  if (comma === amount.length - 3 && point === -1) return 'comma'
  const isPoint = amountParts(amount, 'point') !== undefined
  const isComma = amountParts(amount, 'comma') !== undefined
  if (isPoint === isComma) return undefined
  return isPoint ? 'point' : 'comma'
}
