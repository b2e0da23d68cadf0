import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { emit } from '../run/run-context.ts'
import { runPool, type Task } from '../run/run-pool.ts'
import type { EngineContext } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import type { JobOptions, LeasedOptions } from './run-or-join.ts'

/** How far many reports are. */
export interface ProgressEvent {
  readonly type: 'progress'
  /** How many are wanted. */
  readonly total: number
  /** How many have been asked for, now or before. */
  readonly requested: number
  /** How many ended with an outcome. */
  readonly finished: number
  /** How many ended with an error. */
  readonly failed: number
}

/** The options of working on many jobs. */
export interface ManyOptions extends Omit<JobOptions, 'onEvent'> {
  /** Told what happens to each job, and how far all are. What it throws is ignored. */
  readonly onEvent?: (event: EngineEvent | ProgressEvent) => void
}

/** One of many. */
export interface ManyItem<Result> {
  /** The account. */
  readonly group: string
  readonly job: Job
  /** Sees to it. Undefined where somebody else does. */
  run(options: LeasedOptions): Promise<Outcome | undefined>
  onOutcome(outcome: Outcome): Result
  onError(error: unknown): Result
}

interface Ended<Result> {
  readonly jobId: string
  readonly result?: Result
}

/** After these nobody stands any more where the next reports are asked for. */
const past: ReadonlySet<string> = new Set(['created', 'adopted', 'reused', 'joined', 'waiting', 'finished'])

/**
 * Works on many jobs and gives what comes of each as it comes. A result counts as delivered when the loop comes back;
 * until then its job is held, so that no other process delivers it as well.
 */
export async function* runMany<Result>(
  items: readonly ManyItem<Result>[],
  engine: EngineContext,
  options: ManyOptions,
): AsyncGenerator<Result, void, undefined> {
  const counts = { total: items.length, requested: 0, finished: 0, failed: 0 }
  const count = (what: 'requested' | 'finished' | 'failed') => {
    counts[what] += 1
    emit(options.onEvent, { type: 'progress', ...counts })
  }
  const own = new Set<string>()
  const keep = (jobId: string) => {
    own.add(jobId)
    engine.undelivered.add(jobId)
  }
  const leave = engine.holder.enter()
  try {
    for await (const { jobId, result } of runPool(
      items.map((item) => taskOf(item, options, count, keep)),
      options.signal,
    )) {
      if (result === undefined) continue
      yield result
      await engine.ledger.deliver(jobId)
      own.delete(jobId)
      engine.undelivered.delete(jobId)
      await engine.ledger.release(jobId, engine.holder.id)
    }
  } finally {
    for (const jobId of own) {
      engine.undelivered.delete(jobId)
      await engine.ledger.release(jobId, engine.holder.id).catch(() => {})
    }
    leave()
  }
}

function taskOf<Result>(
  item: ManyItem<Result>,
  { priority, deadline, onEvent }: ManyOptions,
  count: (what: 'requested' | 'finished' | 'failed') => void,
  keep: (jobId: string) => void,
): Task<Ended<Result>> {
  const work = async (started: () => void, signal: AbortSignal): Promise<Ended<Result>> => {
    let isPast = false
    const watch = (event: EngineEvent) => {
      if (!isPast && past.has(event.type)) {
        isPast = true
        count('requested')
        started()
      }
      emit(onEvent, event)
    }
    const ended = (jobId: string, result: Result): Ended<Result> => {
      keep(jobId)
      return { jobId, result }
    }
    const options = {
      signal,
      keep: true,
      onEvent: watch,
      ...(priority === undefined ? {} : { priority }),
      ...(deadline === undefined ? {} : { deadline }),
    }
    try {
      const outcome = await item.run(options)
      if (outcome === undefined) return { jobId: item.job.id }
      count('finished')
      return ended(outcome.job.id, item.onOutcome(outcome))
    } catch (error) {
      signal.throwIfAborted()
      count('failed')
      return ended(jobIdOf(error) ?? item.job.id, item.onError(error))
    }
  }
  return { group: item.group, work }
}

/** Of the job that failed, which need not be the one that was planned. */
function jobIdOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('job' in error)) return undefined
  const { job } = error
  return typeof job === 'object' && job !== null && 'id' in job && typeof job.id === 'string' ? job.id : undefined
}
