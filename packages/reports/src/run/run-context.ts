import type { Archive } from '@reportline/documents'
import type { CallOptions, Clock } from '@reportline/request'
import type { Job } from './job.ts'
import type { AnyReport, ReportApi } from './report-api.ts'
import { ReportError } from './report-error.ts'
import type { ReportEvent } from './report-event.ts'
import type { RunHooks } from './run-hooks.ts'

/** What all runs of an account share. */
export interface AccountContext<R extends AnyReport = AnyReport> {
  readonly api: ReportApi<R>
  readonly region: string
  readonly environment?: 'live' | 'sandbox'
  readonly fetch: typeof globalThis.fetch
  /** Keeps the documents of the account. */
  readonly archive?: Archive | undefined
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
export interface RunContext<R extends AnyReport = AnyReport> extends AccountContext<R> {
  readonly save: (job: Job) => Promise<void>
  /** The options that every call of the run passes on. */
  readonly call: CallOptions
  readonly hooks: RunHooks
}

/** Joins an account's surroundings and a run's options. */
export function runContext<R extends AnyReport>(
  account: AccountContext<R>,
  options: RunOptions = {},
  hooks: RunHooks = {},
): RunContext<R> {
  const { signal, deadline } = options
  return {
    ...account,
    hooks,
    onEvent(event) {
      account.onEvent(event)
      emit(options.onEvent, event)
    },
    save: (job) => saved(job, options.save),
    call: { ...(signal === undefined ? {} : { signal }), ...(deadline === undefined ? {} : { deadline }) },
  }
}

/** Watching must not break what is watched. */
export function emit<Event>(onEvent: ((event: Event) => void) | undefined, event: Event): void {
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
