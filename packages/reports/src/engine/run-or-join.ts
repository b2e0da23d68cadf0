import type { Priority } from '@reportline/request'
import { isLive } from '../ledger/choose-job.ts'
import type { BeginOptions, LedgerEntry } from '../ledger/ledger.ts'
import { LedgerError, notHeld } from '../ledger/ledger-error.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ReportApi } from '../run/report-api.ts'
import { ReportError } from '../run/report-error.ts'
import { resume, run } from '../run/run.ts'
import { emit, type RunContext, runContext } from '../run/run-context.ts'
import { accountNamed, type EngineContext } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import { unknownResolver } from './resolve-unknown.ts'

/** The options of everything that works on jobs. */
export interface JobOptions {
  /** `backfill`: everything normal goes first where both wait for the same limit. Default: `normal`. */
  readonly priority?: Priority
  /** Ends the work, which rejects with the signal's reason. Every job stays as it is and can be resumed. */
  readonly signal?: AbortSignal
  /** When the work has to be over. */
  readonly deadline?: Date
  /** Told what happens. What it throws is ignored. */
  readonly onEvent?: (event: EngineEvent) => void
}

/** What one of many is worked on with. */
export interface LeasedOptions extends JobOptions {
  /** Whether a job stays held when its work is done, until it has been delivered. */
  readonly keep?: boolean
}

/** The options of asking for a report. */
export interface EngineRunOptions extends JobOptions {
  /**
   * A document of an identical wish serves if its report ended less than so many milliseconds ago, by the ledger.
   * Default: none does.
   */
  readonly maxAge?: number
}

/** Identical work that was left is taken up if it was asked for so long ago at most. Milliseconds. */
const takeUp = 3_600_000
/** The same where its window had ended before, so that its data is hardly another's. Milliseconds. */
const takeUpWindow = 24 * takeUp
/** How often another process's work is looked at in the ledger. Milliseconds. */
const lookElsewhere = 5_000

/** Sees to a new job: by an earlier document, by work that is going on, or by asking for the report. */
export async function runOrJoin(
  job: Job,
  engine: EngineContext,
  options: EngineRunOptions & LeasedOptions,
): Promise<Outcome> {
  for (;;) {
    options.signal?.throwIfAborted()
    const { kind, entry } = await engine.ledger.begin(job, termsOf(job, engine, options))
    if (kind === 'new') return work(entry.job, engine, options, run)
    if (kind === 'reused') {
      announce('reused', entry.job, engine, options)
      return resume(entry.job, contextOf(entry.job, engine, options))
    }
    if (kind === 'taken') {
      announce('resumed', entry.job, engine, options)
      return work(entry.job, engine, options, resume)
    }
    const joined = await join(entry, engine, options)
    if (joined !== undefined) return joined
  }
}

/** Goes on with a job of the ledger, wherever it stands, or waits for whoever does. */
export async function goOn(job: Job, engine: EngineContext, options: LeasedOptions): Promise<Outcome> {
  for (;;) {
    options.signal?.throwIfAborted()
    if (job.step === 'finished') return resume(job, contextOf(job, engine, options))
    const { taken, entry } = await engine.ledger.take(job, engine.holder.lease(), engine.clock.now())
    if (entry.job.step === 'finished') {
      if (taken) await engine.ledger.release(job.id, engine.holder.id)
      return resume(entry.job, contextOf(entry.job, engine, options))
    }
    if (taken && !engine.working.has(job.id)) return work(entry.job, engine, options, resume)
    const joined = await join(entry, engine, options)
    if (joined !== undefined) return joined
  }
}

/** On what terms a wish is begun now. */
export function termsOf(job: Job, { clock, holder }: EngineContext, { maxAge }: EngineRunOptions): BeginOptions {
  const now = clock.now()
  const windowEnd = job.dataEndTime === undefined ? now : Date.parse(job.dataEndTime)
  return {
    lease: holder.lease(),
    now,
    ...(maxAge === undefined ? {} : { reuseIfEndedAfter: now - maxAge }),
    joinIfCreatedAfter: Math.min(now - Math.max(takeUp, maxAge ?? 0), Math.max(now - takeUpWindow, windowEnd)),
  }
}

/** What a run of a job goes by. */
export function contextOf(
  job: Job,
  engine: EngineContext,
  { signal, deadline, priority, onEvent }: JobOptions,
): RunContext {
  const { internals, room, name } = accountNamed(engine, job.account ?? '')
  const { ledger, holder, clock } = engine
  const context = runContext(
    internals.context,
    {
      save: (next) => ledger.save(next, holder.id, clock.now()),
      onEvent(event) {
        emit(engine.onEvent, event)
        emit(onEvent, event)
      },
    },
    {
      waitForEnd: (waiting, during, lookFirst) => room.wait(waiting, during, lookFirst),
      resolveUnknown: unknownResolver(engine, name),
      lastRequested: async (asked) => {
        const when = await ledger.lastRequested(asked)
        return when === undefined ? undefined : new Date(when)
      },
    },
  )
  const archive = internals.context.archive ?? engine.archive
  const api: ReportApi = {
    ...context.api,
    create: (asked, call) => context.api.create(asked, { ...call, beforeAttempt: () => stillHeld(asked, engine) }),
  }
  return { ...context, api, archive, call: { signal, deadline, priority } }
}

/**
 * Makes sure that a job has not been taken over by another while it stood in line for the rate limit.
 *
 * @throws LedgerError `NOT_HELD` if it has; then nothing is sent.
 */
async function stillHeld(job: Job, { ledger, holder, clock }: EngineContext): Promise<void> {
  const { taken, entry } = await ledger.take(job, holder.lease(), clock.now())
  if (!taken || entry.job.step !== job.step) throw notHeld(job.id)
}

/** Works on a job that is held, and lets go of it however that ends. */
function work(
  job: Job,
  engine: EngineContext,
  options: LeasedOptions,
  how: (job: Job, context: RunContext) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = held(job, engine, options, () => how(job, contextOf(job, engine, options)))
  engine.working.set(job.id, { outcome, signal: options.signal })
  return outcome.catch((error: unknown) => {
    if (!isTakenOver(error)) throw error
    return elsewhere(job.id, engine, options)
  })
}

/** Does a part of the work on a job that is held, and lets go of it. Others here wait for that. */
export function withLeaseFor<T>(
  job: Job,
  engine: EngineContext,
  options: JobOptions,
  how: () => Promise<T>,
): Promise<T> {
  const part = held(job, engine, options, how)
  const outcome = part.then(
    () => undefined,
    () => undefined,
  )
  engine.working.set(job.id, { outcome, signal: options.signal })
  return part
}

async function held<T>(job: Job, engine: EngineContext, { keep }: LeasedOptions, how: () => Promise<T>): Promise<T> {
  const leave = engine.holder.enter()
  let keeps = false
  try {
    const result = await how()
    keeps = keep === true
    return result
  } finally {
    if (!keeps) {
      await engine.ledger.release(job.id, engine.holder.id).catch((error: unknown) => {
        // It runs out by itself.
        emit(engine.onEvent, { type: 'lease-failed', error })
      })
    }
    engine.working.delete(job.id)
    leave()
  }
}

/** Waits for somebody's work on a job. Undefined where that was given up before it ended. */
async function join(entry: LedgerEntry, engine: EngineContext, options: LeasedOptions): Promise<Outcome | undefined> {
  const { job } = entry
  announce('joined', job, engine, options)
  const here = engine.working.get(job.id)
  if (here === undefined) return elsewhere(job.id, engine, options)
  try {
    return await orGivenUp(here.outcome, job, engine, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    const after = await engine.ledger.find(job.id)
    // The other was stopped; this one was not.
    if (after?.job.step !== 'finished' && (here.signal?.aborted || (isLate(error) && !isOver(engine, options)))) {
      return undefined
    }
    throw error
  }
}

/** Waits, by the ledger, for a job that another process works on; goes on with it where that one has died. */
async function elsewhere(jobId: string, engine: EngineContext, options: LeasedOptions): Promise<Outcome> {
  for (;;) {
    const entry = await engine.ledger.find(jobId)
    if (entry === undefined) throw new TypeError(`the ledger does not know the job ${jobId}`)
    if (entry.job.step === 'finished' || !isHeldElsewhere(entry, engine)) return goOn(entry.job, engine, options)
    await orGivenUp(engine.clock.sleep(lookElsewhere, options.signal), entry.job, engine, options)
  }
}

/** What is held by this very holder and not worked on was not let go of as it should have been. */
function isHeldElsewhere({ lease }: LedgerEntry, { clock, holder }: EngineContext): boolean {
  return isLive(lease, clock.now()) && lease?.holder !== holder.id
}

/** Waits no longer than the options allow. */
async function orGivenUp<T>(
  waited: Promise<T>,
  job: Job,
  { clock }: EngineContext,
  { signal, deadline }: JobOptions,
): Promise<T> {
  signal?.throwIfAborted()
  const over = new AbortController()
  const end = () => over.abort(signal?.reason)
  signal?.addEventListener('abort', end, { once: true })
  const late = async (): Promise<never> => {
    const left = deadline === undefined ? Number.POSITIVE_INFINITY : deadline.getTime() - clock.now()
    await (Number.isFinite(left) ? clock.sleep(Math.max(0, left), over.signal) : aborted(over.signal))
    const what = 'it had not ended, by the work of another, when the deadline came. resume goes on.'
    throw new ReportError({ code: 'DEADLINE', what, job })
  }
  try {
    return await Promise.race([waited, late()])
  } finally {
    signal?.removeEventListener('abort', end)
    over.abort()
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function announce(type: 'reused' | 'joined' | 'resumed', job: Job, engine: EngineContext, options: JobOptions): void {
  emit(engine.onEvent, { type, job })
  emit(options.onEvent, { type, job })
}

function isTakenOver(error: unknown): boolean {
  const cause = error instanceof ReportError ? error.cause : error
  return cause instanceof LedgerError && cause.code === 'NOT_HELD'
}

function isLate(error: unknown): boolean {
  return error instanceof ReportError && error.code === 'DEADLINE'
}

function isOver({ clock }: EngineContext, { deadline }: JobOptions): boolean {
  return deadline !== undefined && clock.now() >= deadline.getTime()
}
