import type { Clock } from '@reportline/request'
import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import type { DocumentAddress } from '../document/document-source.ts'
import { type ReportDocument, reportDocument } from '../document/report-document.ts'
import type { Job } from '../job/job.ts'
import { ReportError } from '../job/report-error.ts'
import type { ReportEvent } from '../job/report-event.ts'
import type { Region } from './marketplaces.ts'

/** The operations that a run needs. */
type ReportsClient = Pick<
  SellingPartnerReportsClient,
  'createReport' | 'getReport' | 'getReports' | 'getReportDocument'
>

/** Asks for the address of a document; the report type, where it is known, tells whether the document is restricted. */
export type Locate = (
  reportDocumentId: string,
  reportType: string | undefined,
  signal: AbortSignal,
) => Promise<DocumentAddress>

/** What all runs of an account share. */
export interface AccountContext {
  readonly region: Region
  readonly client: ReportsClient
  /** Asks for a document's address, with a restricted token where its report type needs one. */
  readonly locate: Locate
  readonly fetch: typeof globalThis.fetch
  readonly clock: Clock
  readonly random: () => number
  readonly onEvent: (event: ReportEvent) => void
}

/** The options of one run. */
export interface RunOptions {
  /**
   * Keeps the job: called and waited for before `createReport` is sent, and after each step. Where it fails the run
   * stops with a ReportError `NOT_SAVED`.
   */
  readonly save?: (job: Job) => Promise<void> | void
  /** Ends the run, which rejects with the signal's reason. It does not reach the downloads of the outcome's document. */
  readonly signal?: AbortSignal
  /** When the run has to be over. Without it a run waits as long as Amazon takes. */
  readonly deadline?: Date
  /** Told what happens. What it throws is ignored. */
  readonly onEvent?: (event: ReportEvent) => void
}

/** One run: the account's surroundings and its own options. */
export interface RunContext extends AccountContext {
  readonly save: (job: Job) => Promise<void>
  /** The options that every call of the run passes on. */
  readonly call: { readonly signal?: AbortSignal; readonly deadline?: Date }
}

/** Joins an account's surroundings and a run's options. */
export function runContext(account: AccountContext, options: RunOptions = {}): RunContext {
  const { signal, deadline } = options
  return {
    ...account,
    onEvent(event) {
      account.onEvent(event)
      tell(options.onEvent, event)
    },
    save: (job) => saved(job, options.save),
    call: { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) },
  }
}

/** Watching must not break what is watched. */
export function tell<Event>(onEvent: ((event: Event) => void) | undefined, event: Event): void {
  try {
    onEvent?.(event)
  } catch {
    // The watcher's own mistake.
  }
}

async function saved(job: Job, save: RunOptions['save']): Promise<void> {
  try {
    await save?.(job)
  } catch (cause) {
    const what =
      job.step === 'creating'
        ? 'the job could not be saved, so nothing was sent to Amazon.'
        : 'the job could not be saved. Keep the job that this error holds: resume(job) goes on with it.'
    throw new ReportError({ code: 'NOT_SAVED', what, job, cause })
  }
}

/** What is known of a document's report. */
export interface DocumentOrigin {
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
}

/** The handle of a document of this account. */
export function documentOf(
  context: AccountContext,
  reportDocumentId: string,
  { reportType, marketplaceIds = [] }: DocumentOrigin = {},
): ReportDocument {
  const { fetch, clock, random, onEvent } = context
  return reportDocument({
    reportDocumentId,
    fallbackCharset: marketplaceIds.includes('A1VC38T7YXB528') ? 'shift_jis' : 'windows-1252',
    locate: (signal) => context.locate(reportDocumentId, reportType, signal),
    fetch,
    clock,
    random,
    onEvent,
  })
}
