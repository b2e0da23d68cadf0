import { countWarnings, type DocumentWarning } from '../content/document-warning.ts'
import type { DecimalMark, Money } from '../rows/cell-types.ts'
import { DecimalSum, type UnreadableCounts } from './decimal-sum.ts'

/** More currencies than exist. A column with more distinct values does not contain currencies. */
const maxCurrencies = 200

/** Adds the amounts of a settlement's rows, separately for each currency. */
export class SettlementSums {
  readonly #unreadable: UnreadableCounts = { point: 0, comma: 0 }
  readonly #sums = new Map<string, DecimalSum>()

  add({ amount, currency = '' }: Money): void {
    if (amount === '') return
    this.#sumOf(currency).add(amount)
  }

  sums(): Money[] {
    const mark = this.#decimalMark()
    return [...this.#sums].map(([currency, sum]) => ({ amount: sum.format(mark), currency: currency || undefined }))
  }

  /** Compares the sum of a currency with the expected amount. Returns undefined if they are equal. */
  compare(expected: Money): DocumentWarning | undefined {
    const { amount, currency } = expected
    const sum = this.#sumOf(currency ?? '')
    const differences = this.#possibleMarks(amount).map((mark) => ({ mark, difference: sum.minus(amount, mark) }))
    if (differences.some(({ difference }) => difference?.isZero)) return undefined
    const [first] = differences
    if (first?.difference === undefined) return countWarnings({ UNREADABLE_AMOUNTS: 1 })[0]
    const { mark, difference } = first
    const total = sum.format(mark)
    const message = `The rows add up to ${total}, and not to ${amount}.`
    return {
      code: 'SUM_DIFFERS',
      message,
      count: 1,
      currency,
      expected: amount,
      sum: total,
      difference: difference.text,
    }
  }

  /** The decimal mark with which more amounts can be read. Undefined while both are possible. */
  get decimalMark(): DecimalMark | undefined {
    return this.#unreadable.comma === this.#unreadable.point ? undefined : this.#decimalMark()
  }

  /** Number of amounts that are not numbers with either decimal mark. */
  get unreadable(): number {
    return Math.min(this.#unreadable.point, this.#unreadable.comma)
  }

  /** Both decimal marks if all amounts, including the expected one, can be read with both; or else the likelier one. */
  #possibleMarks(amount: string): readonly DecimalMark[] {
    const unreadable = { ...this.#unreadable }
    new DecimalSum(unreadable).add(amount)
    if (unreadable.point === unreadable.comma) return ['point', 'comma']
    return [unreadable.comma < unreadable.point ? 'comma' : 'point']
  }

  #decimalMark(): DecimalMark {
    return this.#unreadable.comma < this.#unreadable.point ? 'comma' : 'point'
  }

  #sumOf(currency: string): DecimalSum {
    const key = this.#sums.has(currency) || this.#sums.size < maxCurrencies ? currency : ''
    const sum = this.#sums.get(key) ?? new DecimalSum(this.#unreadable)
    this.#sums.set(key, sum)
    return sum
  }
}
