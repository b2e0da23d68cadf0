import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { tell } from '../run/run-context.ts'
import { crew, type Task } from '../run/run-pool.ts'
import type { Desk } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import type { HeldOptions, WorkOptions } from './run-or-join.ts'

/** How far many reports are. */
export interface ProgressEvent {
  readonly type: 'progress'
  /** How many are wanted. */
  readonly wished: number
  /** How many have been asked for, now or before. */
  readonly asked: number
  /** How many ended with an outcome. */
  readonly ended: number
  /** How many ended with an error. */
  readonly failed: number
}

/** The options of working on many jobs. */
export interface ManyOptions extends Omit<WorkOptions, 'onEvent'> {
  /** Told what happens to each job, and how far all are. What it throws is ignored. */
  readonly onEvent?: (event: EngineEvent | ProgressEvent) => void
}

/** One of many. */
export interface Piece<Result> {
  /** The account. */
  readonly group: string
  readonly job: Job
  /** Sees to it. Undefined where somebody else does. */
  see(options: HeldOptions): Promise<Outcome | undefined>
  done(outcome: Outcome): Result
  failed(error: unknown): Result
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
export async function* many<Result>(
  pieces: readonly Piece<Result>[],
  desk: Desk,
  options: ManyOptions,
): AsyncGenerator<Result, void, undefined> {
  const counts = { wished: pieces.length, asked: 0, ended: 0, failed: 0 }
  const count = (what: 'asked' | 'ended' | 'failed') => {
    counts[what] += 1
    tell(options.onEvent, { type: 'progress', ...counts })
  }
  const own = new Set<string>()
  const keep = (jobId: string) => {
    own.add(jobId)
    desk.undelivered.add(jobId)
  }
  const leave = desk.holder.enter()
  try {
    for await (const { jobId, result } of crew(
      pieces.map((piece) => taskOf(piece, options, count, keep)),
      options.signal,
    )) {
      if (result === undefined) continue
      yield result
      await desk.ledger.deliver(jobId)
      own.delete(jobId)
      desk.undelivered.delete(jobId)
      await desk.ledger.release(jobId, desk.holder.id)
    }
  } finally {
    for (const jobId of own) {
      desk.undelivered.delete(jobId)
      await desk.ledger.release(jobId, desk.holder.id).catch(() => {})
    }
    leave()
  }
}

function taskOf<Result>(
  piece: Piece<Result>,
  { priority, deadline, onEvent }: ManyOptions,
  count: (what: 'asked' | 'ended' | 'failed') => void,
  keep: (jobId: string) => void,
): Task<Ended<Result>> {
  const work = async (started: () => void, signal: AbortSignal): Promise<Ended<Result>> => {
    let isPast = false
    const watch = (event: EngineEvent) => {
      if (!isPast && past.has(event.type)) {
        isPast = true
        count('asked')
        started()
      }
      tell(onEvent, event)
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
      const outcome = await piece.see(options)
      if (outcome === undefined) return { jobId: piece.job.id }
      count('ended')
      return ended(outcome.job.id, piece.done(outcome))
    } catch (error) {
      signal.throwIfAborted()
      count('failed')
      return ended(jobIdOf(error) ?? piece.job.id, piece.failed(error))
    }
  }
  return { group: piece.group, work }
}

/** Of the job that failed, which need not be the one that was planned. */
function jobIdOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('job' in error)) return undefined
  const { job } = error
  return typeof job === 'object' && job !== null && 'id' in job && typeof job.id === 'string' ? job.id : undefined
}
