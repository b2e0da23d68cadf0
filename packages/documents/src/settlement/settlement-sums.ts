import type { Money } from '../rows/cell-types.ts'
import { type DecimalForm, DecimalSum, type FormVotes } from './decimal-sum.ts'

/** What a settlement's rows add up to does not fit, or cannot be told. Holds amounts of the whole only. */
export type SettlementWarning =
  /** The rows do not add up to what the settlement says. `difference` is the rows' sum less what was expected. */
  | {
      readonly code: 'SUM_DIFFERS'
      readonly currency: string | undefined
      readonly expected: string
      readonly sum: string
      readonly difference: string
    }
  /** So many cells of amounts hold something else, and are not part of the sum. */
  | { readonly code: 'UNREADABLE_AMOUNTS'; readonly count: number }
  /** So many lines are no rows, so their amounts are not part of the sum. */
  | { readonly code: 'REJECTED_ROWS'; readonly count: number }

/** More currencies than there are: what stands in such a column is something else. */
const mostCurrencies = 200

/** Adds the amounts of a settlement's rows, each currency for itself. */
export class SettlementSums {
  readonly #votes: FormVotes = { point: 0, comma: 0 }
  readonly #sums = new Map<string, DecimalSum>()

  add({ amount, currency = '' }: Money): void {
    if (amount === '') return
    this.#sum(currency).add(amount)
  }

  sums(): Money[] {
    const form = this.#form()
    return [...this.#sums].map(([currency, sum]) => ({ amount: sum.text(form), currency: currency || undefined }))
  }

  /** Looks whether a currency's sum is what it should be. */
  compare(expected: Money): SettlementWarning | undefined {
    const { amount, currency } = expected
    const sum = this.#sum(currency ?? '')
    const differences = this.#readable(amount).map((form) => ({ form, left: sum.minus(amount, form) }))
    if (differences.some(({ left }) => left?.zero)) return undefined
    const [first] = differences
    if (first?.left === undefined) return { code: 'UNREADABLE_AMOUNTS', count: 1 }
    const { form, left } = first
    return { code: 'SUM_DIFFERS', currency, expected: amount, sum: sum.text(form), difference: left.text }
  }

  /** Cells that are amounts in neither form. */
  get unreadable(): number {
    return Math.min(this.#votes.point, this.#votes.comma)
  }

  /** The forms that all amounts read in, the expected one as well; or else the one that most do. */
  #readable(amount: string): readonly DecimalForm[] {
    const votes = { ...this.#votes }
    new DecimalSum(votes).add(amount)
    if (votes.point === votes.comma) return ['point', 'comma']
    return [votes.comma < votes.point ? 'comma' : 'point']
  }

  #form(): DecimalForm {
    return this.#votes.comma < this.#votes.point ? 'comma' : 'point'
  }

  #sum(currency: string): DecimalSum {
    const key = this.#sums.has(currency) || this.#sums.size < mostCurrencies ? currency : ''
    const sum = this.#sums.get(key) ?? new DecimalSum(this.#votes)
    this.#sums.set(key, sum)
    return sum
  }
}
