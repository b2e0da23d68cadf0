import type { Money } from '../rows/cell-types.ts'
import type { TypedRow } from '../rows/row-maker.ts'
import { negated } from './decimal-sum.ts'
import type { SettlementRow, SettlementSummary } from './types.ts'

/** The columns of the settlements of an API. */
export interface SettlementLayout {
  /** Returns the columns that contain money. */
  moneyColumns(keys: readonly string[]): readonly string[]
  /** Returns the columns whose amounts are added up. */
  summedColumns(keys: readonly string[]): readonly string[]
  readonly currencyColumn: string
  /** Returns the payout if the row is one. Payouts are not part of the sum: the other rows add up to them. */
  payout(row: SettlementRow): Money | undefined
}

const transfer = 'Transfer'

/** Version 2 has one column of amounts. Version 1 has a column for each type of amount. */
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

/** Returns the summary of a Selling Partner settlement from its summary row. */
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

/** Returns the summary of an Amazon Pay settlement. Only its rows have its id and its currency. */
export function summaryOfPreamble(
  preamble: readonly (readonly string[])[],
  firstRow: TypedRow | undefined,
): SettlementSummary {
  const fields: Record<string, string> = Object.fromEntries(preamble.map(([name = '', value = '']) => [name, value]))
  return {
    settlementId: nonEmptyString(firstRow?.SettlementId),
    startDate: fields.SettlementStartDate || undefined,
    endDate: fields.SettlementEndDate || undefined,
    depositDate: undefined,
    total: undefined,
    currency: nonEmptyString(firstRow?.CurrencyCode),
    fields,
  }
}

function nonEmptyString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
