import { findMarketplace, reportTypes } from '@reportline/report-types'
import { ReportTypesError } from '@reportline/reports'
import { accountOf, accountsForTypes, accountsIn, marketplaceIds } from '../../account/choose-accounts.ts'
import { openSession } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type { schedulesCancelDefinition, schedulesListDefinition } from '../../definitions/schedules.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type Progress, startProgress } from '../../output/progress.ts'
import { formatTable } from '../../output/table.ts'
import { type ScheduleAccount, scheduleFields, scheduleSession } from './schedule-accounts.ts'

type ScheduleFields = ReturnType<typeof scheduleFields>

/** `reportline schedules list` */
export const listSchedules: Action<typeof schedulesListDefinition> = async ({ arguments: types, options }, context) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const scopes =
    types.length > 0
      ? accountsForTypes(scheduleSession(session), types, options.marketplace)
      : accountsIn(scheduleSession(session), options.marketplace).map((scope) => ({ ...scope, reportTypes: undefined }))
  const schedules: ScheduleFields[] = []
  let code: ExitCode = exitCodes.done
  for (const { account, marketplaces, reportTypes: ofAccount } of scopes) {
    const { found, refused } = await listOf(account as ScheduleAccount, ofAccount, signal)
    const ids = marketplaces && new Set(marketplaceIds(marketplaces))
    schedules.push(...found.filter((one) => ids === undefined || one.marketplaceIds?.some((id) => ids.has(id))))
    if (refused !== undefined && ofAccount !== undefined) code = exitCodes.partly
    noteRefused(refused, progress)
  }
  progress.stop()
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify({ schedules }, undefined, 2)}\n`
      : formatTable(schedules.map(tableRow), columns, terminal.stdout),
  )
  return code
}

/** @param types Undefined for all types. */
async function listOf(account: ScheduleAccount, types: readonly string[] | undefined, signal: AbortSignal) {
  const call = { signal }
  try {
    const found =
      account.api === 'pay'
        ? await account.account.schedules.list(types as Parameters<typeof account.account.schedules.list>[0], call)
        : await account.account.schedules.list(types ?? schedulableTypes(), call)
    return { found: found.map((schedule) => scheduleFields(account, schedule)), refused: undefined }
  } catch (error) {
    if (!(error instanceof ReportTypesError)) throw error
    const found = (error.schedules ?? []) as Parameters<typeof scheduleFields>[1][]
    return { found: found.map((schedule) => scheduleFields(account, schedule)), refused: error }
  }
}

/** The types of the Selling Partner API that the catalogue says can be scheduled. */
function schedulableTypes(): string[] {
  return reportTypes().flatMap(({ api, schedulable, removed, reportType }) =>
    api === 'selling-partner' && schedulable && removed === undefined ? [reportType] : [],
  )
}

function noteRefused(refused: ReportTypesError | undefined, progress: Progress): void {
  if (refused !== undefined) progress.note(`Amazon refuses to list the schedules of ${refused.reportTypes.join(', ')}.`)
}

const columns = ['scheduleId', 'reportType', 'marketplaces', 'period', 'next', 'account']

function tableRow({ reportScheduleId, marketplaceIds: ids = [], nextReportCreationTime, ...others }: ScheduleFields) {
  const marketplaces = ids.map((id) => findMarketplace(id)?.countryCode ?? id).join(',')
  return { ...others, scheduleId: reportScheduleId, marketplaces, next: nextReportCreationTime }
}

/** `reportline schedules cancel` */
export const cancelSchedules: Action<typeof schedulesCancelDefinition> = async (
  { arguments: ids, options },
  context,
) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { account } = await accountOf(scheduleSession(session), { marketplaces: options.marketplace })
  if (account.api === 'business') throw new UsageError('Amazon Business has no schedules.')
  const cancelled: { readonly account: string; readonly reportScheduleId: string }[] = []
  for (const reportScheduleId of ids) {
    await account.account.schedules.cancel(reportScheduleId, { signal })
    cancelled.push({ account: account.name, reportScheduleId })
    if (!options.json) await terminal.stdout.write(`Cancelled schedule ${reportScheduleId}\n`)
  }
  if (options.json) await terminal.stdout.write(`${JSON.stringify({ cancelled }, undefined, 2)}\n`)
  return exitCodes.done
}
