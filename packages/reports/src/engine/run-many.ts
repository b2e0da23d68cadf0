import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ProgressEvent } from '../run/report-event.ts'
import { emit } from '../run/run-context.ts'
import { runPool, type Task } from '../run/run-pool.ts'
import type { EngineContext } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import type { JobOptions, LeasedOptions } from './job-options.ts'

/** The options of working on many jobs. */
export interface ManyOptions extends Omit<JobOptions, 'onEvent'> {
  /** Called for each event of each job, and with the overall progress. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: EngineEvent | ProgressEvent) => void) | undefined
}

/** One job of many. */
export interface ManyItem<Result> {
  readonly job: Job
  /** Works on the job. Returns undefined if another process does. */
  run(options: LeasedOptions): Promise<Outcome | undefined>
  onOutcome(outcome: Outcome): Result
  onError(error: unknown): Result
}

/** The result is undefined if another process works on the job. */
interface ItemResult<Result> {
  readonly jobId: string
  readonly result?: Result
}

/** Events after which a job no longer waits for the rate limit of `createReport`. */
const startedEvents: ReadonlySet<string> = new Set(['created', 'adopted', 'reused', 'joined', 'waiting', 'finished'])

/**
 * Works on many jobs and yields each result as it arrives. A result is delivered once the loop requests the next one.
 * Until then its job stays leased, so that no other process delivers it too.
 */
export async function* runMany<Result>(
  items: readonly ManyItem<Result>[],
  engine: EngineContext,
  options: ManyOptions,
): AsyncGenerator<Result, void, undefined> {
  const { ledger, leases, undelivered } = engine
  const own = new Set<string>()
  const onResult = (jobId: string) => {
    own.add(jobId)
    undelivered.add(jobId)
  }
  const progress = progressOf(items.length, options)
  const tasks = items.map((item) => taskOf(item, options, progress, onResult))
  const stopRenewal = leases.startRenewal()
  try {
    for await (const { jobId, result } of runPool(tasks, { signal: options.signal })) {
      if (result === undefined) continue
      yield result
      await ledger.deliver(jobId)
      own.delete(jobId)
      undelivered.delete(jobId)
      await ledger.release(jobId, leases.owner)
    }
  } finally {
    for (const jobId of own) {
      undelivered.delete(jobId)
      // If it fails, the lease expires later.
      await ledger.release(jobId, leases.owner).catch(() => {})
    }
    stopRenewal()
  }
}

type Counted = 'requested' | 'finished' | 'failed'

/** Counts jobs and emits the progress. */
function progressOf(total: number, { onEvent }: ManyOptions): (what: Counted) => void {
  const counts = { total, requested: 0, finished: 0, failed: 0 }
  return (what) => {
    counts[what] += 1
    emit(onEvent, { type: 'progress', ...counts })
  }
}

function taskOf<Result>(
  item: ManyItem<Result>,
  { priority, deadline, onEvent }: ManyOptions,
  count: (what: Counted) => void,
  onResult: (jobId: string) => void,
): Task<ItemResult<Result>> {
  const run = async (started: () => void, signal: AbortSignal): Promise<ItemResult<Result>> => {
    let isStarted = false
    const observe = (event: EngineEvent) => {
      if (!isStarted && startedEvents.has(event.type)) {
        isStarted = true
        count('requested')
        started()
      }
      emit(onEvent, event)
    }
    try {
      const outcome = await item.run({ signal, keepLease: true, onEvent: observe, priority, deadline })
      if (outcome === undefined) return { jobId: item.job.id }
      count('finished')
      onResult(outcome.job.id)
      return { jobId: outcome.job.id, result: item.onOutcome(outcome) }
    } catch (error) {
      signal.throwIfAborted()
      count('failed')
      const jobId = failedJobId(error) ?? item.job.id
      onResult(jobId)
      return { jobId, result: item.onError(error) }
    }
  }
  return { group: item.job.account ?? '', run }
}

/** The id of the job that failed. It is another one than planned if the request joined an identical job. */
export function failedJobId(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('job' in error)) return undefined
  const { job } = error
  return typeof job === 'object' && job !== null && 'id' in job && typeof job.id === 'string' ? job.id : undefined
}
