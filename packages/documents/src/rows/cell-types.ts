import type { ColumnFacts } from '@reportline/report-types'
import { parseInstant } from './parse-instant.ts'

/** An amount as the document writes it, with its currency if the document or the catalogue gives one. */
export interface Money {
  /**
   * Never rounded and never a number. Has a decimal point or a decimal comma, as in the document. With the option
   * `decimalMark` it has a decimal point.
   */
  readonly amount: string
  /** For example `EUR`. Empty if its cell is empty, undefined if the currency is not known. */
  readonly currency: string | undefined
}

/** The value of a cell in a table with column types. A cell that does not match its type stays a string. */
export type Cell = string | number | Date | Money

/** The type of a column, or everything that is known about the column. */
export type ColumnType = NonNullable<ColumnFacts['type']> | ColumnFacts

/** Column types by column name. Columns without a type are strings. */
export type ColumnTypes = Readonly<Record<string, ColumnType>>

/** Converts a cell to its type. */
export type ConvertCell = (cell: string, currency: string | undefined) => Cell

/** Returns the facts of a type that may be given by its name. */
export function columnFacts(type: ColumnType | undefined): ColumnFacts {
  return typeof type === 'string' ? { type } : (type ?? {})
}

/** What the converters of a table share. */
export interface ConvertContext {
  readonly amounts: AmountReader
  /** Country codes of the marketplaces that the document covers. */
  readonly countries: readonly string[]
}

/** Returns the converter of a column. Undefined for columns that stay strings, such as dates. */
export function converterFor({ type }: ColumnFacts, { amounts, countries }: ConvertContext): ConvertCell | undefined {
  if (type === 'integer') return toInteger
  if (type === 'instant') return (cell) => parseInstant(cell, countries) ?? cell
  if (type === 'money') return (cell, currency) => toMoney(amounts.read(cell), currency)
  return type === 'decimal' && amounts.converts ? (cell) => amounts.read(cell) : undefined
}

const canonicalInteger = /^(?:0|-?[1-9]\d{0,15})$/

/** Converts only what can be converted back unchanged. An identifier with leading zeros or 17 digits stays a string. */
function toInteger(cell: string): number | string {
  if (!canonicalInteger.test(cell)) return cell
  const number = Number(cell)
  return Number.isSafeInteger(number) ? number : cell
}

/** An empty cell is not an amount of zero. It stays empty. */
function toMoney(cell: string, currency: string | undefined): Money | string {
  return cell === '' ? cell : { amount: cell, currency }
}

/** The decimal mark that the amounts of a document use. `mixed` if some can be read only with one, some with the other. */
export type DetectedMark = DecimalMark | 'mixed'

const point = 46
const comma = 44
const minus = 45
const zero = 48
const nine = 57

/** Detects the decimal mark of the amounts of a document, and converts them. */
export class AmountReader {
  readonly #mark: DecimalMark | 'auto' | undefined
  #detected: DetectedMark | undefined
  /** The character code of the latest decimal mark. */
  #usualCode = -1
  /** Whether amounts with that mark are converted with it. */
  #convertsUsual = false
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
    if (amount.charCodeAt(amount.length - 3) === this.#usualCode) {
      if (this.#mark === undefined) return amount
      if (this.#convertsUsual && isPlain(amount)) {
        return this.#usualCode === point ? amount : `${amount.slice(0, -3)}.${amount.slice(-2)}`
      }
    }
    return amount === '' ? amount : this.#examine(amount)
  }

  #examine(amount: string): string {
    const mark = certainMark(amount)
    if (mark !== undefined && mark !== this.#detected) this.#detected = this.#detected === undefined ? mark : 'mixed'
    if (mark !== undefined) {
      this.#usualCode = mark === 'point' ? point : comma
      this.#convertsUsual = this.#mark === 'auto' || this.#mark === mark
    }
    return this.converts ? this.#convert(amount, mark) : amount
  }

  #convert(amount: string, certain: DecimalMark | undefined): string {
    const mark = this.#mark === 'auto' ? (certain ?? this.#detected ?? markOfInteger(amount)) : this.#mark
    const decimal = mark === undefined || mark === 'mixed' ? undefined : decimalText(amount, mark)
    if (decimal === undefined) this.#unread += 1
    return decimal ?? amount
  }
}

/** Returns whether an amount is digits without separators, apart from its last two decimals and the mark before them. */
function isPlain(amount: string): boolean {
  const end = amount.length - 3
  const start = amount.charCodeAt(0) === minus ? 1 : 0
  // Leading zeros are removed, and long amounts are not converted.
  if (end <= start || amount.length > maxAmountLength) return false
  if (amount.charCodeAt(start) === zero && end > start + 1) return false
  for (let index = start; index < amount.length; index++) {
    if (index !== end && !isDigit(amount.charCodeAt(index))) return false
  }
  return true
}

function isDigit(code: number): boolean {
  return code >= zero && code <= nine
}

/** An amount without marks is the same with both. */
function markOfInteger(amount: string): DecimalMark | undefined {
  return /[.,]/.test(amount) ? undefined : 'point'
}

/** The character before the decimals. */
export type DecimalMark = 'point' | 'comma'

/** Thousands are separated by spaces, apostrophes, or the other mark; with commas also in the Indian way, `1,23,456`. */
const patterns: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^(\d{1,3}(?:[,' \u2019\u00a0\u202f]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d*)(?:\.(\d+))?$/,
  comma: /^(\d{1,3}(?:[.' \u2019\u00a0\u202f]\d{3})+|\d*)(?:,(\d+))?$/,
}

/** Maximum number of characters of an amount. Longer strings are not amounts, and would make adding slow. */
const maxAmountLength = 40

/** The digits of an amount. */
interface AmountParts {
  readonly isNegative: boolean
  readonly whole: string
  readonly decimals: string
}

/** Splits an amount at its decimal mark. Returns undefined if it cannot be read with that mark. */
export function amountParts(text: string, mark: DecimalMark): AmountParts | undefined {
  if (text.length > maxAmountLength) return undefined
  const [, sign, digits = ''] = /^([-+\u2212]?) ?([.,]?\d.*)$/.exec(text.trim()) ?? []
  const [, whole, decimals = ''] = patterns[mark].exec(digits) ?? []
  if (sign === undefined || whole === undefined) return undefined
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
  const whole = parts.whole.replace(/^0+(?=\d)/, '') || '0'
  return `${parts.isNegative ? '-' : ''}${whole}${parts.decimals === '' ? '' : `.${parts.decimals}`}`
}

/**
 * Returns the decimal mark of an amount that can be read in one way only, such as `95,00`. Returns undefined for `1.234`
 * and `100`, and for strings that are not amounts.
 */
function certainMark(amount: string): DecimalMark | undefined {
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
