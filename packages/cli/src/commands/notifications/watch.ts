import { join } from 'node:path'
import type { WatchEvent, WatchedReport } from '@reportline/reports/selling-partner'
import { openSession } from '../../account/session.ts'
import { type Action, type CommandContext, Interrupted } from '../../context.ts'
import type { OptionValues } from '../../definitions/command-definition.ts'
import type { watchDefinition } from '../../definitions/notifications.ts'
import { describeError } from '../../errors/describe-error.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { type Progress, startProgress } from '../../output/progress.ts'
import { type WrittenDocument, writeDocument } from '../../output/write-document.ts'
import { fileName, noteWritten, type Target, targetOf } from '../deliver.ts'
import { sellerOf, sqsAddress } from './queue-options.ts'
import { runCommand } from './run-command.ts'

/** `reportline watch` */
export const watch: Action<typeof watchDefinition> = async ({ arguments: types, options }, context) => {
  const { terminal, signal } = context
  if (options.emulator) {
    throw new UsageError(
      'The emulator of --emulator has no queue. Start one with reportline emulator --sqs-endpoint URL, and pass --endpoint.',
    )
  }
  if (options.output === undefined && options.format !== undefined) {
    throw new UsageError('--format requires --output FOLDER/.')
  }
  const sqs = sqsAddress(options.queue, options['sqs-endpoint'], terminal)
  const target = options.output === undefined ? undefined : await targetOf(options, { reports: undefined, terminal })
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { name, account } = await sellerOf(session, options.marketplace)
  const reports = account.watch({
    queue: { url: options.queue },
    sqs,
    ...(types.length > 0 && { reportTypes: types }),
    seen: session.ledger.seen(name),
    signal,
    onEvent(event) {
      const text = eventText(event, options.verbose || options.debug)
      if (text !== undefined) progress.note(text)
    },
  })
  progress.note('Waiting for finished reports. Ctrl-C ends the command after the current report.')
  const work: Work = { account: name, values: options, target, progress, context }
  let failures = 0
  try {
    for await (const report of reports) {
      try {
        await processReport(report, work)
        failures = 0
      } catch (error) {
        progress.note(
          `${report.reportType}: report ${report.reportId} stays in the queue. ${describeError(error).message}`,
        )
        await report.failed()
        // A message that always fails must not be received without a pause until it is in the dead-letter queue.
        await session.clock.sleep(Math.min(maxPause, 1000 * 2 ** failures), signal)
        failures += 1
      }
    }
  } catch (error) {
    // A signal is how the command is meant to end.
    if (!(signal.reason instanceof Interrupted)) throw error
  }
  return exitCodes.done
}

/** Milliseconds. */
const maxPause = 60_000

interface Work {
  readonly account: string
  readonly values: OptionValues<typeof watchDefinition>
  readonly target: Target | undefined
  readonly progress: Progress
  readonly context: CommandContext
}

/** Saves the document, and runs the command of `--exec`. The current report is finished even after Ctrl-C. */
async function processReport(report: WatchedReport, work: Work): Promise<void> {
  const { account, values, progress } = work
  const { stdout } = work.context.terminal
  const written = await save(report, work)
  const { reportId, reportType, processingStatus, reportDocumentId, source } = report
  const result = { account, reportId, reportType, processingStatus, reportDocumentId, source, written }
  const line = `${JSON.stringify(result)}\n`
  if (values.exec !== undefined) await execute(values.exec, line, { ...result, file: written?.path }, work)
  if (values.json) await stdout.write(line)
  else if (values.exec === undefined) await stdout.write(`${reportType} ${reportId} ${processingStatus}\n`)
  else progress.note(`${reportType} ${reportId} ${processingStatus}`)
}

async function save(report: WatchedReport, work: Work): Promise<WrittenDocument | undefined> {
  const { account, values, target, progress, context } = work
  // The document of a fatal report contains the reason.
  if (target?.kind !== 'folder' || report.document === undefined || report.processingStatus !== 'DONE') return undefined
  const { reportId, reportType } = report
  const path = join(target.path, fileName({ reportType, account, reportId }, values))
  const { signal } = new AbortController()
  const written = await writeDocument(report.document, { values, terminal: context.terminal, signal, reportType, path })
  noteWritten(written, progress)
  return written
}

interface ExecFields {
  readonly account: string
  readonly reportId: string
  readonly reportType: string
  readonly processingStatus: string
  readonly reportDocumentId?: string | undefined
  readonly file?: string | undefined
}

async function execute(command: string, input: string, fields: ExecFields, work: Work): Promise<void> {
  const { terminal } = work.context
  const env = {
    REPORTLINE_REPORT_ID: fields.reportId,
    REPORTLINE_REPORT_TYPE: fields.reportType,
    REPORTLINE_STATUS: fields.processingStatus,
    REPORTLINE_ACCOUNT: fields.account,
    REPORTLINE_DOCUMENT_ID: fields.reportDocumentId,
    REPORTLINE_FILE: fields.file,
  }
  // With --json, stdout contains only the reports.
  const stdout = work.values.json ? terminal.stderr : terminal.stdout
  await runCommand(command, { terminal, env, input, stdout })
}

/** @returns Undefined for an event that is not told. */
function eventText(event: WatchEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case 'malformed':
      return `Message ${event.messageId} stays in the queue, because ${event.reason}.`
    case 'receive-failed':
      return `The queue could not be read: ${describeError(event.error).message}`
    case 'backfill-failed':
      return `The reports could not be listed: ${describeError(event.error).message}`
    case 'type-refused':
      return `Amazon refuses to list reports of ${event.reportType}. Only notifications are used for it.`
    case 'lease-renewal-failed':
      return `Report ${event.reportId} may be processed twice: ${describeError(event.error).message}`
    case 'message-failed':
      return `Message ${event.messageId} will be received again: ${describeError(event.error).message}`
    case 'ignored':
      return verbose ? `Message ${event.messageId} is for another ${event.reason}.` : undefined
    case 'duplicate':
    case 'claimed-elsewhere':
      return verbose ? `Report ${event.reportId}: ${event.type.replace('-', ' ')}.` : undefined
    default:
      return undefined
  }
}
