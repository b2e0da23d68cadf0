import type { Emulator } from '@reportline/emulator'
import type { Money, SettlementRow } from '@reportline/reports'
import { amazonPay } from '@reportline/reports/pay'
import type { Progress } from '@reportline/scripts/progress'
import { accountOptions } from './account-options.ts'
import { formatTable } from './format-table.ts'

const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
const netColumn = 'NetTransactionAmount'
/** The columns whose sum is the net amount. */
const partColumns = ['TransactionAmount', 'TransactionPercentageFee', 'TransactionFixedFee']

/** The 14 days of a settlement, and a minute for its report. */
const settlementMs = 14 * 24 * 3_600_000 + 60_000

/**
 * Waits for a settlement report of Amazon Pay, which cannot be requested, and prints it as a table.
 *
 * @throws Error if a step does not have the expected result, or if the sums of the amounts are wrong.
 */
export async function showSettlement(emulator: Emulator, progress: Progress): Promise<void> {
  const account = amazonPay({ ...accountOptions(emulator), ...emulator.credentials.pay, environment: 'live' })
  await emulator.advance(settlementMs)
  progress.done('Pay: moved the clock forward by 14 days, the length of a settlement')

  for await (const collected of account.collect({ reportTypes: [reportType] })) {
    if (collected.status !== 'done') throw new Error(`Pay: the status of the settlement is ${collected.status}`)
    const { summary, rows: reader } = await collected.document.settlement()
    const rows: SettlementRow[] = []
    for await (const batch of reader) rows.push(...batch)
    const [sum, ...others] = reader.summary.sums
    if (sum === undefined || others.length > 0) throw new Error('Pay: the settlement must have exactly one currency')
    checkAmounts(rows, sum)
    const { startDate, endDate } = summary
    progress.done(`Pay: settlement from ${startDate} to ${endDate}: ${rows.length} rows, ${sum.amount} ${sum.currency}`)
    const columns = ['TransactionPostedDate', 'TransactionType', ...partColumns, netColumn]
    const total = { [netColumn]: sum }
    console.log(`\n${formatTable([...rows, total].map(toStrings), columns)}\n`)
    return
  }
  throw new Error('Pay: there is no settlement')
}

/** Checks the sums in cents, which are whole numbers. */
function checkAmounts(rows: readonly SettlementRow[], sum: Money): void {
  for (const row of rows) {
    const parts = partColumns.reduce((cents, column) => cents + centsOf(row[column]), 0)
    const net = centsOf(row[netColumn])
    if (parts !== net) throw new Error(`Pay: the sum of the parts is ${parts} cents, not ${net}`)
  }
  const total = rows.reduce((cents, row) => cents + centsOf(row[netColumn]), 0)
  if (total !== centsOf(sum)) throw new Error(`Pay: the sum of the rows is ${total} cents, not ${centsOf(sum)}`)
}

function centsOf(cell: SettlementRow[string] | undefined): number {
  if (typeof cell !== 'object' || !/^-?\d+\.\d\d$/.test(cell.amount)) throw new Error('Pay: a cell is not an amount')
  return Number(cell.amount.replace('.', ''))
}

function toStrings(row: SettlementRow): Record<string, string> {
  const cells = Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? cell : cell.amount])
  return Object.fromEntries(cells)
}
