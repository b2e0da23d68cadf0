import type { AnyReport } from '@reportline/reports'
import { accountOf, accountsForTypes } from '../../account/choose-accounts.ts'
import { openSession } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type { reportsCancelDefinition, reportsGetDefinition, reportsListDefinition } from '../../definitions/reports.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatFields, tableTime } from '../../output/fields.ts'
import { startProgress } from '../../output/progress.ts'
import { formatTable } from '../../output/table.ts'
import { readCount } from '../../read-count.ts'
import { noteUnknownTypes } from '../../similar-types.ts'
import { readSince } from '../../time/since.ts'
import { cancelReport, getReport, listReports, type ReportStatus, reportFields } from './report-calls.ts'

/** `reportline reports list` */
export const reportsList: Action<typeof reportsListDefinition> = async ({ arguments: types, options }, context) => {
  const { terminal, signal } = context
  const limit = readCount(options.limit ?? '100', '--limit')
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  noteUnknownTypes(types, progress)
  const statuses = options.status as readonly ReportStatus[] | undefined
  const since = readSince(options.since, session.clock.now())
  const reports: ReturnType<typeof reportFields>[] = []
  for (const { reportTypes, ...scope } of accountsForTypes(session, types, options.marketplace)) {
    let count = 0
    for await (const report of listReports(scope, { reportTypes, statuses, since }, { signal })) {
      if (count === limit) {
        progress.note(`${scope.account.name}: there are more reports. Show them with a higher --limit.`)
        break
      }
      count += 1
      reports.push(reportFields(scope.account, report))
    }
  }
  progress.stop()
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify({ reports }, undefined, 2)}\n`
      : formatTable(reports.map(tableRow), columns, terminal.stdout),
  )
  return exitCodes.done
}

const columns = ['reportId', 'reportType', 'status', 'created', 'from', 'to', 'account']

function tableRow({ processingStatus, createdTime, dataStartTime, dataEndTime, ...others }: Partial<AnyReport>) {
  const [created, from, to] = [createdTime, dataStartTime, dataEndTime].map(tableTime)
  return { ...others, status: processingStatus, created, from, to }
}

/** `reportline reports get` */
export const reportsGet: Action<typeof reportsGetDefinition> = async (
  { arguments: [reportId = ''], options },
  context,
) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { account } = await accountOf(session, { marketplaces: options.marketplace, reportId })
  const report = reportFields(account, await getReport(account, reportId, { signal }))
  progress.stop()
  await terminal.stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : formatFields(report))
  return exitCodes.done
}

/** `reportline reports cancel` */
export const reportsCancel: Action<typeof reportsCancelDefinition> = async ({ arguments: ids, options }, context) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const cancelled: { readonly account: string; readonly reportId: string }[] = []
  for (const reportId of ids) {
    const { account } = await accountOf(session, { marketplaces: options.marketplace, reportId })
    await cancelReport(account, reportId, { signal })
    cancelled.push({ account: account.name, reportId })
    if (!options.json) await terminal.stdout.write(`Cancelled report ${reportId}\n`)
  }
  if (options.json) await terminal.stdout.write(`${JSON.stringify({ cancelled }, undefined, 2)}\n`)
  return exitCodes.done
}
