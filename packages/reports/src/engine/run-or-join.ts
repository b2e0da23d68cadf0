import type { Priority } from '@reportline/request'
import { isGood } from '../ledger/choose-job.ts'
import type { BeginTerms, LedgerEntry } from '../ledger/ledger.ts'
import { LedgerError, notHeld } from '../ledger/ledger-error.ts'
import type { Job } from '../run/job.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ReportApi } from '../run/report-api.ts'
import { ReportError } from '../run/report-error.ts'
import { resume, run } from '../run/run.ts'
import { type RunContext, runContext, tell } from '../run/run-context.ts'
import { accountNamed, type Desk } from './engine-context.ts'
import type { EngineEvent } from './engine-event.ts'
import { settler } from './resolve-unknown.ts'

/** The options of everything that works on jobs. */
export interface WorkOptions {
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
export interface HeldOptions extends WorkOptions {
  /** Whether a job stays held when its work is done, until it has been delivered. */
  readonly keep?: boolean
}

/** The options of asking for a report. */
export interface AskOptions extends WorkOptions {
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
export async function fulfil(job: Job, desk: Desk, options: AskOptions & HeldOptions): Promise<Outcome> {
  for (;;) {
    options.signal?.throwIfAborted()
    const { kind, entry } = await desk.ledger.begin(job, termsOf(job, desk, options))
    if (kind === 'new') return work(entry.job, desk, options, run)
    if (kind === 'reused') {
      announce('reused', entry.job, desk, options)
      return resume(entry.job, contextOf(entry.job, desk, options))
    }
    if (kind === 'taken') {
      announce('taken-up', entry.job, desk, options)
      return work(entry.job, desk, options, resume)
    }
    const joined = await join(entry, desk, options)
    if (joined !== undefined) return joined
  }
}

/** Goes on with a job of the ledger, wherever it stands, or waits for whoever does. */
export async function goOn(job: Job, desk: Desk, options: HeldOptions): Promise<Outcome> {
  for (;;) {
    options.signal?.throwIfAborted()
    if (job.step === 'finished') return resume(job, contextOf(job, desk, options))
    const { taken, entry } = await desk.ledger.take(job, desk.holder.lease(), desk.clock.now())
    if (entry.job.step === 'finished') {
      if (taken) await desk.ledger.release(job.id, desk.holder.id)
      return resume(entry.job, contextOf(entry.job, desk, options))
    }
    if (taken && !desk.working.has(job.id)) return work(entry.job, desk, options, resume)
    const joined = await join(entry, desk, options)
    if (joined !== undefined) return joined
  }
}

/** On what terms a wish is begun now. */
export function termsOf(job: Job, { clock, holder }: Desk, { maxAge }: AskOptions): BeginTerms {
  const now = clock.now()
  const windowEnd = job.dataEndTime === undefined ? now : Date.parse(job.dataEndTime)
  return {
    lease: holder.lease(),
    now,
    ...(maxAge === undefined ? {} : { endedSince: now - maxAge }),
    askedSince: Math.min(now - Math.max(takeUp, maxAge ?? 0), Math.max(now - takeUpWindow, windowEnd)),
  }
}

/** What a run of a job goes by. */
export function contextOf(job: Job, desk: Desk, { signal, deadline, priority, onEvent }: WorkOptions): RunContext {
  const { internals, room, name } = accountNamed(desk, job.account ?? '')
  const { ledger, holder, clock } = desk
  const context = runContext(
    internals.context,
    {
      save: (next) => ledger.save(next, holder.id, clock.now()),
      onEvent(event) {
        tell(desk.onEvent, event)
        tell(onEvent, event)
      },
    },
    {
      waitForEnd: (waiting, during, lookFirst) => room.wait(waiting, during, lookFirst),
      settleUnknown: settler(desk, name),
      lastAsked: async (asked) => {
        const when = await ledger.lastAsked(asked)
        return when === undefined ? undefined : new Date(when)
      },
    },
  )
  const archive = internals.context.archive ?? desk.archive
  const api: ReportApi = {
    ...context.api,
    create: (asked, call) => context.api.create(asked, { ...call, beforeAttempt: () => stillHeld(asked, desk) }),
  }
  return { ...context, api, archive, call: { signal, deadline, priority } }
}

/**
 * Makes sure that a job has not been taken over by another while it stood in line for the rate limit.
 *
 * @throws LedgerError `NOT_HELD` if it has; then nothing is sent.
 */
async function stillHeld(job: Job, { ledger, holder, clock }: Desk): Promise<void> {
  const { taken, entry } = await ledger.take(job, holder.lease(), clock.now())
  if (!taken || entry.job.step !== job.step) throw notHeld(job.id)
}

/** Works on a job that is held, and lets go of it however that ends. */
function work(
  job: Job,
  desk: Desk,
  options: HeldOptions,
  how: (job: Job, context: RunContext) => Promise<Outcome>,
): Promise<Outcome> {
  const outcome = held(job, desk, options, () => how(job, contextOf(job, desk, options)))
  desk.working.set(job.id, { outcome, signal: options.signal })
  return outcome.catch((error: unknown) => {
    if (!isTakenOver(error)) throw error
    return elsewhere(job.id, desk, options)
  })
}

/** Does a part of the work on a job that is held, and lets go of it. Others here wait for that. */
export function workABit<T>(job: Job, desk: Desk, options: WorkOptions, how: () => Promise<T>): Promise<T> {
  const part = held(job, desk, options, how)
  const outcome = part.then(
    () => undefined,
    () => undefined,
  )
  desk.working.set(job.id, { outcome, signal: options.signal })
  return part
}

async function held<T>(job: Job, desk: Desk, { keep }: HeldOptions, how: () => Promise<T>): Promise<T> {
  const leave = desk.holder.enter()
  let keeps = false
  try {
    const result = await how()
    keeps = keep === true
    return result
  } finally {
    if (!keeps) {
      await desk.ledger.release(job.id, desk.holder.id).catch((error: unknown) => {
        // It runs out by itself.
        tell(desk.onEvent, { type: 'lease-failed', error })
      })
    }
    desk.working.delete(job.id)
    leave()
  }
}

/** Waits for somebody's work on a job. Undefined where that was given up before it ended. */
async function join(entry: LedgerEntry, desk: Desk, options: HeldOptions): Promise<Outcome | undefined> {
  const { job } = entry
  announce('joined', job, desk, options)
  const here = desk.working.get(job.id)
  if (here === undefined) return elsewhere(job.id, desk, options)
  try {
    return await orGivenUp(here.outcome, job, desk, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    const after = await desk.ledger.find(job.id)
    // The other was stopped; this one was not.
    if (after?.job.step !== 'finished' && (here.signal?.aborted || (isLate(error) && !isOver(desk, options)))) {
      return undefined
    }
    throw error
  }
}

/** Waits, by the ledger, for a job that another process works on; goes on with it where that one has died. */
async function elsewhere(jobId: string, desk: Desk, options: HeldOptions): Promise<Outcome> {
  for (;;) {
    const entry = await desk.ledger.find(jobId)
    if (entry === undefined) throw new TypeError(`the ledger does not know the job ${jobId}`)
    if (entry.job.step === 'finished' || !isHeldElsewhere(entry, desk)) return goOn(entry.job, desk, options)
    await orGivenUp(desk.clock.sleep(lookElsewhere, options.signal), entry.job, desk, options)
  }
}

/** What is held by this very holder and not worked on was not let go of as it should have been. */
function isHeldElsewhere({ lease }: LedgerEntry, { clock, holder }: Desk): boolean {
  return isGood(lease, clock.now()) && lease?.holder !== holder.id
}

/** Waits no longer than the options allow. */
async function orGivenUp<T>(
  waited: Promise<T>,
  job: Job,
  { clock }: Desk,
  { signal, deadline }: WorkOptions,
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

function announce(type: 'reused' | 'joined' | 'taken-up', job: Job, desk: Desk, options: WorkOptions): void {
  tell(desk.onEvent, { type, job })
  tell(options.onEvent, { type, job })
}

function isTakenOver(error: unknown): boolean {
  const cause = error instanceof ReportError ? error.cause : error
  return cause instanceof LedgerError && cause.code === 'NOT_HELD'
}

function isLate(error: unknown): boolean {
  return error instanceof ReportError && error.code === 'DEADLINE'
}

function isOver({ clock }: Desk, { deadline }: WorkOptions): boolean {
  return deadline !== undefined && clock.now() >= deadline.getTime()
}
