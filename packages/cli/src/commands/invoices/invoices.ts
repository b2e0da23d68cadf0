import { mkdir, rename, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Outcome, ReportDocument } from '@reportline/reports'
import { openSession, type Session } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type { invoicesDefinition } from '../../definitions/invoices.ts'
import { type DescribedError, describeError } from '../../errors/describe-error.ts'
import { combinedExitCode, type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type Progress, startProgress } from '../../output/progress.ts'
import { type Invoice, readInvoices } from './read-invoices.ts'

/** Reports that are requested, polled or downloaded at a time. */
const maxInFlight = 30
/** How long the document of an earlier request is used. Amazon keeps these reports for 30 days. Milliseconds. */
const maxAge = 29 * 24 * 3_600_000

/** `reportline invoices` */
export const invoices: Action<typeof invoicesDefinition> = async ({ arguments: args, options }, context) => {
  const { terminal, signal } = context
  const { marketplace, 'document-type': documentType } = options
  const list = await readInvoices(args, terminal, { marketplace, documentType })
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  const marketplaces = [...new Set(list.map((invoice) => invoice.marketplace))]
  await using session = await openSession(options, {
    terminal,
    marketplaces,
    onEvent: options.debug ? onEvent : undefined,
  })
  // An invalid entry is found before anything is sent.
  for (const invoice of list) session.engine.plan({ ...requestOf(invoice), reportTypes: [reportType] })
  const folder = resolve(terminal.cwd, options.output ?? 'invoices')
  await mkdir(folder, { recursive: true })
  const results = await fetchAll(list, { session, folder, progress, signal, verbose: options.verbose || options.debug })
  progress.stop()
  const saved = results.filter(({ code }) => code === exitCodes.done).length
  progress.note(`${saved} of ${list.length} invoices in ${folder}`)
  if (options.json) {
    const shown = results.map(({ result }) => result)
    await terminal.stdout.write(`${JSON.stringify({ invoices: shown }, undefined, 2)}\n`)
  }
  return combinedExitCode(results.map(({ code }) => code))
}

const reportType = 'GET_AB_INVOICE_PDF'

function requestOf({ marketplace, reportOptions }: Invoice) {
  return { marketplaces: [marketplace], reportOptions } as const
}

interface FetchOptions {
  readonly session: Session
  readonly folder: string
  readonly progress: Progress
  readonly signal: AbortSignal
  readonly verbose: boolean
}

/** What became of an invoice, as `--json` prints it. */
interface InvoiceResult {
  readonly invoice: string
  /** `skipped`: its file exists. */
  readonly status: Outcome['status'] | 'skipped' | 'failed'
  readonly files?: readonly string[]
  readonly job?: string
  readonly reportId?: string | undefined
  readonly reason?: string | undefined
  readonly error?: Omit<DescribedError, 'exitCode' | 'stack'>
}

interface Fetched {
  readonly result: InvoiceResult
  readonly code: ExitCode
}

/** Fetches invoices concurrently. One that fails does not stop the others. */
async function fetchAll(list: readonly Invoice[], options: FetchOptions): Promise<Fetched[]> {
  const { progress, signal } = options
  const fetched: Fetched[] = []
  const queue = [...list]
  const work = async (): Promise<void> => {
    for (let invoice = queue.shift(); invoice !== undefined; invoice = queue.shift()) {
      const done = await fetchOne(invoice, options)
      fetched.push(done)
      const failed = fetched.filter(({ code }) => code !== exitCodes.done).length
      const finished = fetched.length - failed
      progress.onEvent({ type: 'progress', total: list.length, requested: fetched.length, finished, failed })
    }
  }
  const workers = await Promise.allSettled(Array.from({ length: Math.min(maxInFlight, list.length) }, work))
  if (signal.aborted) progress.note('To continue, run the same command again.')
  for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
  return fetched
}

async function fetchOne(invoice: Invoice, options: FetchOptions): Promise<Fetched> {
  const { session, folder, progress, signal, verbose } = options
  const path = join(folder, `${fileName(invoice.key)}.pdf`)
  if ((await stat(path).catch(() => undefined)) !== undefined) {
    return { result: { invoice: invoice.key, status: 'skipped', files: [path] }, code: exitCodes.done }
  }
  try {
    const onEvent = verbose ? progress.onEvent : undefined
    const outcome = await session.engine.run(
      { reportType, ...requestOf(invoice) },
      { maxAge, signal, ...(onEvent && { onEvent }) },
    )
    const { id: job, reportId } = outcome.job
    const shared = { invoice: invoice.key, job, reportId }
    if (outcome.status !== 'done') return withoutDocument(outcome, shared, progress)
    const files = await saveFiles(outcome.document, path, signal)
    return { result: { ...shared, status: 'done', files }, code: exitCodes.done }
  } catch (error) {
    signal.throwIfAborted()
    const { exitCode, stack: _stack, ...described } = describeError(error)
    progress.note(`${invoice.key}: ${[described.message, ...described.suggestions].join(' ')}`)
    return { result: { invoice: invoice.key, status: 'failed', error: described }, code: exitCode }
  }
}

function withoutDocument(
  outcome: Exclude<Outcome, { status: 'done' }>,
  shared: Pick<InvoiceResult, 'invoice' | 'job' | 'reportId'>,
  progress: Progress,
): Fetched {
  const { status } = outcome
  const codes = { cancelled: exitCodes.noData, fatal: exitCodes.fatal, unknown: exitCodes.failed }
  const reason = reasonOf(outcome)
  progress.note(`${shared.invoice}: ${status}. ${reason ?? 'Amazon gives no reason.'}`)
  return { result: { ...shared, status, reason }, code: codes[status] }
}

function reasonOf(outcome: Exclude<Outcome, { status: 'done' }>): string | undefined {
  if (outcome.status === 'cancelled') return outcome.why
  return outcome.status === 'fatal'
    ? outcome.reason
    : 'The response of createReport was lost. Run the same command again.'
}

/**
 * Saves the files of an invoice. The file without a number appears last, because it says that the invoice is complete.
 *
 * @returns Their paths.
 */
async function saveFiles(document: ReportDocument, path: string, signal: AbortSignal): Promise<string[]> {
  const paths: string[] = []
  for await (const file of document.files({ signal })) {
    const numbered = path.replace(/\.pdf$/, `-${paths.length + 1}${/\.\w+$/.exec(file.name)?.[0] ?? ''}`)
    await file.save(numbered, { signal })
    paths.push(numbered)
  }
  const [first, ...others] = paths
  if (first === undefined) throw new Error(`Document ${document.reportDocumentId} contains no files.`)
  await rename(first, path)
  return [path, ...others]
}

/** Ids may contain characters that file names must not. Different ids have different names. */
function fileName(key: string): string {
  return key.replaceAll(/[^\w.-]/gu, (character) => encodeURIComponent(character).replace(/[^%\w]/g, '_'))
}
