import { join } from 'node:path'
import { reportTypes as catalogue, type ReportTypeFacts } from '@reportline/report-types'
import { accountsIn, type NamedAccount } from '../../account/choose-accounts.ts'
import { openSession } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type { OptionValues } from '../../definitions/command-definition.ts'
import type { settlementsDefinition } from '../../definitions/reports.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { startProgress } from '../../output/progress.ts'
import { formatTable } from '../../output/table.ts'
import { writeDocument } from '../../output/write-document.ts'
import type { Terminal } from '../../terminal.ts'
import { readSince } from '../../time/since.ts'
import { fileName, noteWritten, targetOf } from '../deliver.ts'
import { collectDone, type DoneReport } from './collect-reports.ts'
import { reportFields } from './report-calls.ts'

/** `reportline settlements` */
export const settlements: Action<typeof settlementsDefinition> = async ({ options }, context) => {
  const { terminal, signal } = context
  const folder = await outputFolder(options, terminal)
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const since = readSince(options.since, session.clock.now())
  const found: SettlementResult[] = []
  for (const scope of accountsIn(session, options.marketplace)) {
    const { account } = scope
    const reportTypes = settlementTypes(account)
    if (reportTypes.length === 0) continue
    for await (const done of collectDone(scope, { reportTypes, since, signal })) {
      const settlement = await readSettlement(done, account, context)
      for (const { message } of settlement.warnings) progress.note(`Warning: ${settlement.settlementId}: ${message}`)
      if (folder === undefined) {
        found.push(settlement)
        continue
      }
      const { reportType } = done.report
      const path = join(
        folder,
        fileName({ ...reportFields(account, done.report), reportType, account: account.name }, options),
      )
      const onRows = progress.onRows
      const written = await writeDocument(done.document, {
        values: options,
        terminal,
        signal,
        reportType,
        path,
        onRows,
      })
      progress.stop()
      noteWritten(written, progress)
      found.push({ ...settlement, path })
    }
  }
  progress.stop()
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify({ settlements: found }, undefined, 2)}\n`
      : formatTable(found.map(tableRow), columns, terminal.stdout),
  )
  return exitCodes.done
}

/** Where the rows are saved. Undefined if only the summaries are wanted. */
async function outputFolder(
  options: OptionValues<typeof settlementsDefinition>,
  terminal: Terminal,
): Promise<string | undefined> {
  if (options.output !== undefined) {
    const target = await targetOf(options, { reports: undefined, terminal })
    return target.kind === 'stdout' ? undefined : target.path
  }
  if (options.format === undefined && options.columns === undefined) return undefined
  throw new UsageError('--format and --columns apply to the rows. Add --output FOLDER/ to save them.')
}

/** A settlement as `--json` prints it. */
interface SettlementResult {
  readonly account: string
  readonly reportId: string
  readonly reportType: string
  readonly settlementId: string | undefined
  readonly startDate: string | undefined
  readonly endDate: string | undefined
  readonly depositDate: string | undefined
  readonly total: { readonly amount: string; readonly currency: string | undefined } | undefined
  /** The exact sum of the rows for each currency. */
  readonly sums: readonly { readonly amount: string; readonly currency: string | undefined }[]
  readonly rows: number
  readonly warnings: readonly { readonly code: string; readonly message: string; readonly count: number }[]
  readonly path?: string
}

const columns = ['settlementId', 'from', 'to', 'deposited', 'total', 'rows', 'check', 'account']

function tableRow({ startDate, endDate, depositDate, warnings, ...others }: SettlementResult) {
  const check = warnings.length === 0 ? 'ok' : warnings.map(({ code }) => code).join(' ')
  return { ...others, from: startDate, to: endDate, deposited: depositDate, check }
}

/** The settlement reports of an account that still exist. */
function settlementTypes({ api, account }: NamedAccount): string[] {
  const types = catalogue().filter((facts) => facts.api === api && isSettlement(facts) && !facts.removed)
  const isSandbox = 'environment' in account && account.environment === 'sandbox'
  const own = api === 'pay' ? types.filter(({ reportType }) => reportType.includes('SANDBOX') === isSandbox) : types
  return own.map(({ reportType }) => reportType)
}

function isSettlement({ format: { kind } }: ReportTypeFacts): boolean {
  return kind === 'settlement' || kind === 'pay-settlement'
}

/** Reads the whole settlement, because the sum of its rows is known only at the end. */
async function readSettlement(
  { report: { reportId, reportType }, document }: DoneReport,
  { name }: NamedAccount,
  { signal }: CommandContext,
): Promise<SettlementResult> {
  await using settlement = await document.settlement({ signal })
  const { settlementId, startDate, endDate, depositDate, total } = settlement.summary
  for await (const _batch of settlement.rows);
  const { rows, sums, warnings } = settlement.rows.summary
  const period = { settlementId, startDate, endDate, depositDate }
  return { account: name, reportId, reportType, ...period, total, sums, rows, warnings }
}
