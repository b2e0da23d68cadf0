import type { Archive } from '@reportline/documents'
import type { CallOptions, Clock } from '@reportline/request'
import type { DocumentHosts } from '../download/check-download-url.ts'
import type { AnyReport } from './any-report.ts'
import type { Job } from './job.ts'
import type { ReportApi } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { ReportEvent } from './report-event.ts'

/** What all runs of an account share. */
export interface AccountContext<R extends AnyReport = AnyReport> {
  readonly api: ReportApi<R>
  readonly region: string
  readonly environment?: 'live' | 'sandbox' | undefined
  readonly fetch: typeof globalThis.fetch
  /** From which hosts documents may be downloaded. */
  readonly documentHosts: DocumentHosts
  /** Stores the documents of the account. */
  readonly archive?: Archive | undefined
  readonly clock: Clock
  readonly random: () => number
  readonly onEvent: (event: ReportEvent) => void
}

/** The options of one run. */
export interface RunOptions {
  /**
   * Saves the job. Called and awaited before `createReport` is sent and after each step. If it fails, the run stops with
   * a ReportError `NOT_SAVED`.
   */
  readonly save?: ((job: Job) => Promise<void> | void) | undefined
  /** Aborts the run, which rejects with the signal's reason. Downloads of the document are not affected. */
  readonly signal?: AbortSignal | undefined
  /** When to stop waiting. By default, a run waits as long as Amazon takes. */
  readonly deadline?: Date | undefined
  /** Called for each event. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: ReportEvent) => void) | undefined
}

/** The account and the options of one run. */
export interface RunContext<R extends AnyReport = AnyReport> extends AccountContext<R> {
  readonly save: (job: Job) => Promise<void>
  /** The options of every call of the run. */
  readonly call: CallOptions
}

/** Combines an account with the options of a run. */
export function runContext<R extends AnyReport>(
  account: AccountContext<R>,
  { save, onEvent, signal, deadline }: RunOptions = {},
): RunContext<R> {
  return {
    ...account,
    onEvent(event) {
      account.onEvent(event)
      emit(onEvent, event)
    },
    save: (job) => saveOrFail(job, save),
    call: { signal, deadline },
  }
}

/** Calls a listener and ignores what it throws. */
export function emit<Event>(onEvent: ((event: Event) => void) | undefined, event: Event): void {
  try {
    onEvent?.(event)
  } catch {
    // An exception in the listener must not stop the run.
  }
}

async function saveOrFail(job: Job, save: RunOptions['save']): Promise<void> {
  try {
    await save?.(job)
  } catch (cause) {
    const what =
      job.step === 'creating'
        ? 'the job could not be saved, so nothing was sent to Amazon.'
        : 'the job could not be saved. Save the `job` of this error and continue it with resume(job).'
    throw new ReportError({ code: 'NOT_SAVED', what, job, cause })
  }
}
