import { mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Job, Outcome } from '@reportline/reports'
import type { CommandContext } from '../context.ts'
import { type DescribedError, describeError } from '../errors/describe-error.ts'
import { UsageError } from '../errors/usage-error.ts'
import { combinedExitCode, type ExitCode, exitCodes } from '../exit-codes.ts'
import type { Progress } from '../output/progress.ts'
import { chosenFormat, type DocumentValues, type WrittenDocument, writeDocument } from '../output/write-document.ts'
import type { Terminal } from '../terminal.ts'

/** Where the results go: stdout, one file, or a file for each report in a folder. */
export type Target =
  | { readonly kind: 'stdout' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }

/**
 * Reads `--output`. A path that ends with a slash, or an existing folder, is a folder. It is created if it does not exist.
 *
 * @param reports The number of reports, if it is known.
 * @throws UsageError if the reports do not fit the target.
 */
export async function targetOf(
  values: DocumentValues & { readonly json: boolean },
  { reports, terminal }: { readonly reports: number | undefined; readonly terminal: Terminal },
): Promise<Target> {
  const { output, json } = values
  if (output === undefined) {
    if (json) throw new UsageError('--json prints a summary on stdout. Add --output FILE for the rows.')
    const format = chosenFormat(values)
    if (reports !== 1 && format !== 'jsonl' && format !== 'table') {
      throw severalReports(reports, 'print them with --format jsonl')
    }
    return { kind: 'stdout' }
  }
  const path = resolve(terminal.cwd, output)
  const found = await stat(path).catch(() => undefined)
  if (/[\\/]$/.test(output) || found?.isDirectory() === true) {
    await mkdir(path, { recursive: true })
    return { kind: 'folder', path }
  }
  if (reports !== 1) throw severalReports(reports, 'request fewer marketplaces or a shorter window')
  return { kind: 'file', path }
}

function severalReports(reports: number | undefined, alternative: string): UsageError {
  const number = reports === undefined ? 'several reports' : `${reports} reports`
  return new UsageError(`The result is ${number}. Save each to a file with --output FOLDER/, or ${alternative}.`)
}

/** One result of `runMany` or `resumeAll`. */
interface Result {
  readonly job?: Job | undefined
  readonly request?: { readonly reportType: string } | undefined
  readonly outcome?: Outcome | undefined
  readonly error?: unknown
}

interface DeliverOptions {
  readonly values: DocumentValues & { readonly json: boolean; readonly quiet: boolean }
  readonly target: Target
  readonly progress: Progress
  readonly context: CommandContext
}

/** What became of a job, as `--json` prints it. */
interface DeliveredResult {
  readonly status: Outcome['status'] | 'failed'
  readonly job?: string | undefined
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly reportId?: string | undefined
  readonly written?: WrittenDocument
  readonly reason?: string | undefined
  readonly error?: Omit<DescribedError, 'exitCode' | 'stack'>
}

/** A result and the exit code that it calls for. */
interface Delivered {
  readonly result: DeliveredResult
  readonly code: ExitCode
}

/**
 * Writes the documents of results as they arrive, and says what became of the others.
 *
 * @returns The exit code of all results together.
 */
export async function deliver(results: AsyncIterable<Result>, options: DeliverOptions): Promise<ExitCode> {
  const { values, progress, context } = options
  const delivered: Delivered[] = []
  try {
    for await (const result of results) delivered.push(await deliverOne(result, options))
  } catch (error) {
    if (context.signal.aborted) noteHowToResume(progress)
    throw error
  } finally {
    progress.stop()
  }
  if (values.json) {
    await context.terminal.stdout.write(
      `${JSON.stringify({ results: delivered.map(({ result }) => result) }, undefined, 2)}\n`,
    )
  }
  return combinedExitCode(delivered.map(({ code }) => code))
}

async function deliverOne(result: Result, options: DeliverOptions): Promise<Delivered> {
  const { outcome } = result
  try {
    if (outcome === undefined) throw result.error
    return outcome.status === 'done' ? await deliverDocument(outcome, options) : withoutDocument(outcome, options)
  } catch (error) {
    options.context.signal.throwIfAborted()
    return failed(error, result, options)
  }
}

type DoneOutcome = Extract<Outcome, { status: 'done' }>

async function deliverDocument({ document, job, report }: DoneOutcome, options: DeliverOptions): Promise<Delivered> {
  const { values, progress, context } = options
  const { terminal, signal } = context
  const path = pathFor(job, options)
  const toScreen = path === undefined && terminal.stdout.isTTY
  if (toScreen) progress.stop()
  const written = await writeDocument(document, {
    values,
    terminal,
    signal,
    reportType: job.reportType,
    path,
    // The changing line and the rows must not mix on a terminal.
    onRows: toScreen ? undefined : progress.onRows,
  })
  progress.stop()
  noteWritten(written, progress)
  return {
    result: { status: 'done', ...jobFields(job), reportId: report.reportId, written },
    code: exitCodes.done,
  }
}

/** Prints on stderr what was written, and the warnings of the document. */
export function noteWritten({ path, rows, bytes = 0, warnings }: WrittenDocument, progress: Progress): void {
  for (const { message, count, code } of warnings) progress.note(`Warning: ${message} (${code}, ${count})`)
  const amount = rows === undefined ? `${bytes.toLocaleString('en-US')} bytes` : `${rows.toLocaleString('en-US')} rows`
  progress.note(path === undefined ? amount : `${amount} in ${path}`)
}

function pathFor(job: Job, { target, values }: DeliverOptions): string | undefined {
  if (target.kind === 'folder') return join(target.path, fileName(job, values))
  return target.kind === 'file' ? target.path : undefined
}

/** What the name of a file says about its report. */
type NamedReport = Pick<Job, 'reportType' | 'account' | 'dataStartTime' | 'dataEndTime' | 'reportId'> & {
  readonly id?: string
}

/** Names the file of a report in a folder. */
export function fileName(job: NamedReport, values: DocumentValues): string {
  const days = [job.dataStartTime, job.dataEndTime].map((time) => time?.slice(0, 10))
  const parts = [job.reportType, job.account, ...days, job.reportId ?? job.id].filter((part) => part !== undefined)
  const format = chosenFormat(values)
  const extension = format === undefined || format === 'raw' || format === 'table' ? 'txt' : format
  return `${parts.join('.').replaceAll(/[^\w.-]/g, '_')}.${extension}`
}

function withoutDocument(outcome: Exclude<Outcome, DoneOutcome>, { progress }: DeliverOptions): Delivered {
  const { job } = outcome
  const shared = { ...jobFields(job), reportId: job.reportId }
  progress.stop()
  switch (outcome.status) {
    case 'cancelled':
      progress.note(`${job.reportType}: Amazon cancelled report ${job.reportId}. ${outcome.why}`)
      return { result: { status: 'cancelled', ...shared, reason: outcome.why }, code: exitCodes.noData }
    case 'fatal': {
      const reason = outcome.reason ?? 'Amazon gives no reason. Check the options and the window, and try again later.'
      progress.note(`${job.reportType}: Amazon failed to create report ${job.reportId}. ${reason}`)
      return { result: { status: 'fatal', ...shared, reason }, code: exitCodes.fatal }
    }
    case 'unknown': {
      const reason = `The response of createReport was lost. ${describeCandidates(outcome)}`
      progress.note(`${job.reportType}: ${reason}\nTo look again: reportline resume ${job.id}`)
      return { result: { status: 'unknown', ...shared, reason }, code: exitCodes.failed }
    }
  }
}

function describeCandidates({ candidates }: Extract<Outcome, { status: 'unknown' }>): string {
  if (candidates.length === 0) return 'No report was found that it may have created.'
  return `It may have created one of: ${candidates.map(({ reportId }) => reportId).join(', ')}.`
}

function failed(error: unknown, { job, request }: Result, { progress }: DeliverOptions): Delivered {
  const { exitCode, stack: _stack, ...described } = describeError(error)
  const reportType = job?.reportType ?? request?.reportType
  progress.stop()
  progress.note(`${reportType ?? 'Error'}: ${[described.message, ...described.suggestions].join('\n')}`)
  return { result: { status: 'failed', reportType, ...(job && jobFields(job)), error: described }, code: exitCode }
}

function jobFields({ id, reportType, marketplaceIds, dataStartTime, dataEndTime }: Job) {
  return { job: id, reportType, marketplaceIds, from: dataStartTime, to: dataEndTime }
}

function noteHowToResume(progress: Progress): void {
  const jobs = progress.unfinishedJobs()
  progress.stop()
  if (jobs.length > 0) progress.note(`To continue: reportline resume ${jobs.join(' ')}`)
}
