import { isLive } from '../ledger/lease.ts'
import type { AcquireResult, LedgerEntry } from '../ledger/ledger.ts'
import { LedgerError } from '../ledger/ledger-error.ts'
import type { NewJob } from '../run/check-request.ts'
import { finishedOutcome } from '../run/finish.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import { ReportError } from '../run/report-error.ts'
import { emit } from '../run/run-context.ts'
import { type BeginResult, begin, beginOptions } from './begin.ts'
import type { EngineContext, Work } from './engine-context.ts'
import { jobContext } from './job-context.ts'
import type { EngineRunOptions, JobOptions, LeasedOptions } from './job-options.ts'
import { runJob } from './run-job.ts'
import { withLease } from './with-lease.ts'

/** How often the ledger is read for a job that another process works on. Milliseconds. */
const ledgerPollMs = 5_000

/** Serves a request: by a recent document, by an identical job that is in progress, or by a new report. */
export async function runOrJoin(
  newJob: NewJob,
  engine: EngineContext,
  options: EngineRunOptions & LeasedOptions,
): Promise<Outcome> {
  const { kind, entry } = await beginJob(newJob, engine, options)
  return followJob({ acquired: kind === 'new' || kind === 'resumed', entry }, engine, options)
}

/** Begins a request and emits the events about it. */
export async function beginJob(
  { job, issues }: NewJob,
  engine: EngineContext,
  options: EngineRunOptions,
): Promise<BeginResult> {
  options.signal?.throwIfAborted()
  engine.prune()
  const unsent: Job = { ...job, notSent: true }
  const now = engine.clock.now()
  const result = await begin(unsent, beginOptions(job, engine.leases.lease(), now, options.maxAge), engine.ledger)
  if (result.kind === 'reused' || result.kind === 'resumed') announce(result.kind, result.entry.job, engine, options)
  if (result.kind === 'new') {
    const { onEvent } = jobContext(job, engine, options)
    for (const { code, reason, suggestion } of issues) onEvent({ type: 'warning', job, code, reason, suggestion })
  }
  return result
}

/**
 * Leases a job of the ledger unless another process works on it.
 *
 * @throws TypeError if the ledger does not have the job.
 */
export async function acquireJob(jobId: string, { ledger, leases, clock }: EngineContext): Promise<AcquireResult> {
  const result = await ledger.acquire(jobId, leases.lease(), clock.now())
  if (result === undefined) throw new TypeError(`The ledger has no job ${jobId}.`)
  return result
}

/** Returns the outcome of a job: runs it once it is leased, and waits for its owner until then. */
export async function followJob(first: AcquireResult, engine: EngineContext, options: LeasedOptions): Promise<Outcome> {
  for (let current = first; ; ) {
    options.signal?.throwIfAborted()
    const { acquired, entry } = current
    if (entry.job.step === 'finished') return outcomeOf(current, engine, options)
    const isOwned = acquired && !engine.working.has(entry.job.id)
    const outcome = await (isOwned ? runOwned(entry.job, engine, options) : waitForOwner(entry, engine, options))
    if (outcome !== undefined) return outcome
    current = await acquireJob(entry.job.id, engine)
  }
}

async function outcomeOf(
  { acquired, entry: { job } }: AcquireResult,
  engine: EngineContext,
  options: LeasedOptions,
): Promise<Outcome> {
  const outcome = () => finishedOutcome(job, jobContext(job, engine, options))
  return acquired ? withLease(job, engine, options, outcome) : outcome()
}

/** Runs a leased job. Undefined if another process has acquired it meanwhile. */
async function runOwned(job: Job, engine: EngineContext, options: LeasedOptions): Promise<Outcome | undefined> {
  const outcome = withLease(job, engine, options, () => runJob(job, engine, options))
  engine.working.set(job.id, { outcome, signal: options.signal })
  try {
    return await outcome
  } catch (error) {
    if (isLeaseLost(error)) return undefined
    throw error
  }
}

/** Waits until a job has an outcome in this process, or has no owner any more. Undefined in the second case. */
async function waitForOwner(
  { job }: LedgerEntry,
  engine: EngineContext,
  options: JobOptions,
): Promise<Outcome | undefined> {
  announce('joined', job, engine, options)
  const work = engine.working.get(job.id)
  if (work !== undefined) return joinWork(work, job, engine, options)
  while (isOwnedElsewhere(await engine.ledger.find(job.id), engine)) {
    const left = timeLeft(engine, options)
    if (left <= 0) throw deadlineError(job)
    await engine.clock.sleep(Math.min(ledgerPollMs, left), options.signal)
  }
  return undefined
}

/** Waits for work in this process. Undefined if its caller stopped it before the job was finished. */
async function joinWork(
  work: Work,
  job: Job,
  engine: EngineContext,
  options: JobOptions,
): Promise<Outcome | undefined> {
  try {
    return await withinLimits(work.outcome, job, engine, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    const isStopped = work.signal?.aborted || (isDeadline(error) && timeLeft(engine, options) > 0)
    if (isStopped || isLeaseLost(error)) return undefined
    throw error
  }
}

/** A job that this engine owns but does not work on can be acquired again. */
function isOwnedElsewhere(entry: LedgerEntry | undefined, { clock, leases }: EngineContext): boolean {
  if (entry === undefined || entry.job.step === 'finished') return false
  return isLive(entry.lease, clock.now()) && entry.lease.owner !== leases.owner
}

/** Rejects when the signal is aborted or the deadline has come, whatever the work does. */
async function withinLimits<T>(work: Promise<T>, job: Job, engine: EngineContext, options: JobOptions): Promise<T> {
  options.signal?.throwIfAborted()
  const over = new AbortController()
  const signal = options.signal === undefined ? over.signal : AbortSignal.any([options.signal, over.signal])
  const left = timeLeft(engine, options)
  const limit = async (): Promise<never> => {
    await (Number.isFinite(left) ? engine.clock.sleep(Math.max(0, left), signal) : untilAborted(signal))
    throw deadlineError(job)
  }
  try {
    return await Promise.race([work, limit()])
  } finally {
    over.abort()
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** Milliseconds until the deadline; infinite without one. */
function timeLeft({ clock }: EngineContext, { deadline }: JobOptions): number {
  return deadline === undefined ? Number.POSITIVE_INFINITY : deadline.getTime() - clock.now()
}

function deadlineError(job: Job): ReportError {
  const what = 'another caller works on it, and it was not finished at the deadline. Call resume to continue.'
  return new ReportError({ code: 'DEADLINE', what, job })
}

function announce(type: 'reused' | 'joined' | 'resumed', job: Job, engine: EngineContext, options: JobOptions): void {
  engine.onEvent({ type, job })
  emit(options.onEvent, { type, job })
}

function isLeaseLost(error: unknown): boolean {
  const cause = error instanceof ReportError ? error.cause : error
  return cause instanceof LedgerError && cause.code === 'LEASE_LOST'
}

function isDeadline(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'DEADLINE'
}
