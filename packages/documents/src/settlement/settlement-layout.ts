import type { Money } from '../rows/cell-types.ts'
import type { TypedRow } from '../rows/row-maker.ts'
import { negated } from './decimal-sum.ts'
import type { SettlementRow, SettlementSummary } from './types.ts'

/** How one API lays its settlements out. */
export interface SettlementLayout {
  /** The columns that hold money, of those that there are. */
  moneyColumns(keys: readonly string[]): readonly string[]
  /** The columns whose amounts add up. */
  summedColumns(keys: readonly string[]): readonly string[]
  readonly currencyColumn: string
  /** The amount that a row tells was paid out, which is no part of what has to add up to it. */
  payout(row: SettlementRow): Money | undefined
}

const transfer = 'Transfer'

/** The second version has one column of amounts, the first one a column for each kind of amount. */
export const sellingPartnerLayout: SettlementLayout = {
  currencyColumn: 'currency',
  moneyColumns: (keys) => keys.filter((key) => key === 'amount' || key.endsWith('-amount')),
  summedColumns: (keys) =>
    keys.includes('amount') ? ['amount'] : keys.filter((key) => key.endsWith('-amount') && key !== 'total-amount'),
  payout: () => undefined,
}

export const payLayout: SettlementLayout = {
  currencyColumn: 'CurrencyCode',
  moneyColumns: (keys) => keys.filter((key) => key.endsWith('Amount') || key.endsWith('Fee')),
  summedColumns: () => ['NetTransactionAmount'],
  payout(row) {
    const amount = row.TransactionType === transfer ? row.NetTransactionAmount : undefined
    return typeof amount === 'object' ? { ...amount, amount: negated(amount.amount) } : undefined
  },
}

/** What the summary row of a settlement of the Selling Partner API says. */
export function summaryOfRow(row: Readonly<Record<string, string>>): SettlementSummary {
  const currency = row.currency || undefined
  const total = row['total-amount']
  return {
    settlementId: row['settlement-id'] || undefined,
    startDate: row['settlement-start-date'] || undefined,
    endDate: row['settlement-end-date'] || undefined,
    depositDate: row['deposit-date'] || undefined,
    total: total ? { amount: total, currency } : undefined,
    currency,
    fields: row,
  }
}

/** What stands before the header of a settlement of Amazon Pay; its id and its currency stand in the rows only. */
export function summaryOfPreamble(
  preamble: readonly (readonly string[])[],
  first: TypedRow | undefined,
): SettlementSummary {
  const fields: Record<string, string> = Object.fromEntries(preamble.map(([name = '', value = '']) => [name, value]))
  return {
    settlementId: textOf(first?.SettlementId),
    startDate: fields.SettlementStartDate || undefined,
    endDate: fields.SettlementEndDate || undefined,
    depositDate: undefined,
    total: undefined,
    currency: textOf(first?.CurrencyCode),
    fields,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
