import type { Emulator } from '@reportline/emulator'
import type { Money, SettlementRow } from '@reportline/reports'
import { amazonPay } from '@reportline/reports/pay'
import type { Progress } from '@reportline/scripts/progress'
import { emulatorClock } from './emulator-clock.ts'
import { formatTable } from './format-table.ts'

const reportType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'
const net = 'NetTransactionAmount'
/** What makes up a row's net amount. */
const parts = ['TransactionAmount', 'TransactionPercentageFee', 'TransactionFixedFee']

/** A settlement lasts 14 days; its report takes a minute more. */
const untilSettled = 14 * 24 * 3_600_000 + 60_000

/**
 * Waits for a settlement of Amazon Pay, which nobody can ask for, and prints it as a table.
 *
 * @throws Error when a step does not do what it says, or the amounts do not add up
 */
export async function showSettlement(emulator: Emulator, progress: Progress): Promise<void> {
  const account = amazonPay({
    ...emulator.credentials.pay,
    environment: 'live',
    endpoint: emulator.url,
    application: { name: 'reportline-demo', version: '1.0' },
    clock: emulatorClock(emulator),
  })
  await emulator.advance(untilSettled)
  progress.done('Pay: moved the clock on by 14 days, which a settlement lasts')

  for await (const collected of account.collect({ reportTypes: [reportType] })) {
    if (collected.status !== 'done') throw new Error(`Pay: the settlement ended as ${collected.status}`)
    const { summary, rows } = await collected.document.settlement()
    const all: SettlementRow[] = []
    for await (const batch of rows) all.push(...batch)
    const [sum, ...others] = rows.summary.sums
    if (sum === undefined || others.length > 0) throw new Error('Pay: the settlement is not of one currency')
    checkAmounts(all, sum)
    const { startDate, endDate } = summary
    progress.done(`Pay: settlement from ${startDate} to ${endDate}: ${all.length} rows, ${sum.amount} ${sum.currency}`)
    const columns = ['TransactionPostedDate', 'TransactionType', ...parts, net]
    const total = { [net]: sum }
    console.log(`\n${formatTable([...all, total].map(show), columns)}\n`)
    return
  }
  throw new Error('Pay: no settlement was made')
}

/** Amounts are texts of two decimals, so cents are whole numbers. */
function checkAmounts(rows: readonly SettlementRow[], sum: Money): void {
  for (const row of rows) {
    const made = parts.reduce((cents, part) => cents + centsOf(row[part]), 0)
    if (made !== centsOf(row[net])) throw new Error(`Pay: ${made} cents do not make ${centsOf(row[net])}`)
  }
  const total = rows.reduce((cents, row) => cents + centsOf(row[net]), 0)
  if (total !== centsOf(sum)) throw new Error(`Pay: the rows add up to ${total} cents, not to ${centsOf(sum)}`)
}

function centsOf(cell: SettlementRow[string] | undefined): number {
  if (typeof cell !== 'object' || !/^-?\d+\.\d\d$/.test(cell.amount)) throw new Error('Pay: a cell is no amount')
  return Number(cell.amount.replace('.', ''))
}

function show(row: SettlementRow): Record<string, string> {
  const cells = Object.entries(row).map(([name, cell]) => [name, typeof cell === 'string' ? cell : cell.amount])
  return Object.fromEntries(cells)
}
