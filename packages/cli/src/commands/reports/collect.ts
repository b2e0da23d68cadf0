import { join } from 'node:path'
import type { AnyReport } from '@reportline/reports'
import type { CollectedReport } from '@reportline/reports/selling-partner'
import { accountsForTypes, type NamedAccount } from '../../account/choose-accounts.ts'
import { openSession } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type { OptionValues } from '../../definitions/command-definition.ts'
import type { collectDefinition } from '../../definitions/reports.ts'
import { combinedExitCode, type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type Progress, startProgress } from '../../output/progress.ts'
import { type WrittenDocument, writeDocument } from '../../output/write-document.ts'
import { noteUnknownTypes } from '../../similar-types.ts'
import { readSince } from '../../time/since.ts'
import { fileName, noteWritten, type Target, targetOf } from '../deliver.ts'
import { collectUnseen } from './collect-reports.ts'
import { reportFields } from './report-calls.ts'

/** `reportline collect` */
export const collect: Action<typeof collectDefinition> = async ({ arguments: types, options }, context) => {
  const { terminal, signal } = context
  const target = await targetOf(options, { reports: undefined, terminal })
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  noteUnknownTypes(types, progress)
  const since = readSince(options.since, session.clock.now())
  const results: CollectedResult[] = []
  const codes: ExitCode[] = []
  for (const { reportTypes, ...scope } of accountsForTypes(session, types, options.marketplace)) {
    const filter = { reportTypes, since, signal }
    for await (const collected of collectUnseen(scope, filter, session)) {
      results.push(await save(collected, scope.account, { values: options, target, progress, context }))
      codes.push(collected.status === 'fatal' ? exitCodes.fatal : exitCodes.done)
    }
  }
  progress.stop()
  if (results.length === 0) progress.note('There are no new reports.')
  if (options.json) await terminal.stdout.write(`${JSON.stringify({ results }, undefined, 2)}\n`)
  return combinedExitCode(codes)
}

interface CollectedResult extends Partial<AnyReport> {
  readonly status: CollectedReport['status']
  readonly account: string
  readonly written?: WrittenDocument
  readonly reason?: string | undefined
}

interface SaveOptions {
  readonly values: OptionValues<typeof collectDefinition>
  readonly target: Target
  readonly progress: Progress
  readonly context: CommandContext
}

async function save(
  collected: CollectedReport<AnyReport>,
  account: NamedAccount,
  { values, target, progress, context: { terminal, signal } }: SaveOptions,
): Promise<CollectedResult> {
  const { status, report } = collected
  const fields = { ...reportFields(account, report), status }
  if (collected.status !== 'done') {
    const reason = collected.status === 'cancelled' ? collected.why : collected.reason
    progress.note(
      `${report.reportType}: report ${report.reportId} is ${report.processingStatus}. ${reason ?? ''}`.trim(),
    )
    return { ...fields, reason }
  }
  const { reportType } = report
  const name = fileName({ ...fields, reportType, account: account.name }, values)
  const path = target.kind === 'stdout' ? undefined : join(target.path, name)
  const toScreen = path === undefined && terminal.stdout.isTTY
  const onRows = toScreen ? undefined : progress.onRows
  if (toScreen) progress.stop()
  const written = await writeDocument(collected.document, { values, terminal, signal, reportType, path, onRows })
  progress.stop()
  noteWritten(written, progress)
  return { ...fields, written }
}
