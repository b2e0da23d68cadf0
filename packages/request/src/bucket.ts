import type { Bucket, Plan, TakeResult } from './bucket-store.ts'
import { decimal, floorTokens, places, token } from './decimal.ts'

/**
 * A token bucket. It holds `level` tokens at `since`, plus `rate` a second after that, less `taken`; never more than
 * `burst`. Takes are counted and not subtracted, so that nothing is rounded however long a bucket is in use.
 */
export interface BucketState {
  /** Tokens per second of the plan it was made for; another plan's rate replaces what was learnt. */
  readonly planned: number
  /** Tokens per second, as planned or as learnt. */
  readonly rate: number
  readonly burst: number
  /** Milliseconds since 1970. */
  readonly since: number
  readonly level: number
  readonly taken: number
  /** The latest time of a change, milliseconds since 1970: tells when the clock has gone back. */
  readonly seen: number
}

/**
 * How far, in milliseconds, a clock may go back and be waited for. Processes read it in one order and reach the store
 * in another, and time services nudge it. A clock that goes back further was set.
 */
const patience = 60_000

/** The slowest rate that is taken seriously: one request in thirty years. */
const slowest = 1e-9

/**
 * So much later than it is there a slow bucket's refill is used, in milliseconds. The service's own bucket begins to
 * refill when the first request reaches it, and that one takes longest: it waits for credentials and a connection. A later
 * one that is quicker would come too early, be refused, and cost a whole interval.
 */
const safetyMarginMs = 2_000

/** From so many tokens a second downwards a bucket is slow; of others a refusal costs less than the waiting. */
const slow = 1 / 30

/** Whether a rate can be worked with. */
export function usableRate(rate: number): boolean {
  return Number.isFinite(rate) && rate >= slowest
}

/** The bucket as it stands now: a full one if there was none. The same object if nothing has to be noted. */
export function bucketAt(state: BucketState | undefined, plan: Plan, now: number): BucketState {
  const at = Math.floor(now)
  if (!state) {
    return { planned: plan.rate, rate: plan.rate, burst: plan.burst, since: at, level: plan.burst, taken: 0, seen: at }
  }
  const wasSetBack = at < state.seen - patience
  const replanned = state.planned !== plan.rate || state.burst !== plan.burst
  if (!wasSetBack && !replanned) return state
  const level = Math.min(levelOf(state, at), plan.burst)
  const since = wasSetBack ? at : Math.max(at, state.seen)
  const rate = state.planned === plan.rate ? state.rate : plan.rate
  return { planned: plan.rate, rate, burst: plan.burst, since, level, taken: 0, seen: since }
}

/** Milliseconds until the bucket has a token; 0 if it has one. */
export function waitOf(state: BucketState, now: number): number {
  return waitFor(state, now, 0)
}

/** Milliseconds until a token should be taken: what a slow bucket was refilled with counts somewhat later. */
function turnOf(state: BucketState, now: number): number {
  return waitFor(state, now, state.rate > slow ? 0 : safetyMarginMs)
}

function waitFor(state: BucketState, now: number, late: number): number {
  const at = Math.max(Math.floor(now), state.seen)
  const missing = token - amountOf(state, Math.max(state.since, at - late))
  if (missing <= 0n) return 0
  const perMillisecond = ratePerMillisecond(state.rate)
  const refill = Number((missing + perMillisecond - 1n) / perMillisecond)
  return refill + Math.max(0, state.since + late - at) + at - Math.floor(now)
}

/** The bucket with one token less. Only for a bucket that `waitOf` says has one. */
export function without(state: BucketState, now: number): BucketState {
  const at = Math.max(Math.floor(now), state.seen)
  if (earnedOf(state, at) < decimal(state.burst, places)) return { ...state, taken: state.taken + 1, seen: at }
  return { ...state, since: at, level: state.burst, taken: 1, seen: at }
}

/** The bucket refilling at another rate from now on. */
export function learnt(state: BucketState, rate: number, now: number): BucketState {
  if (rate === state.rate || !usableRate(rate)) return state
  const at = Math.max(Math.floor(now), state.seen)
  return { ...state, rate, since: at, level: levelOf(state, at), taken: 0, seen: at }
}

/** The bucket with nothing in it. */
export function emptied(state: BucketState, now: number): BucketState {
  const at = Math.max(Math.floor(now), state.seen)
  return { ...state, since: at, level: 0, taken: 0, seen: at }
}

/**
 * Takes one token from every bucket, or from none.
 *
 * @param read - finds a bucket's last state
 * @param write - keeps a bucket's new state; not called for one that stays as it was
 */
export function takeFromAll(
  buckets: readonly Bucket[],
  now: number,
  read: (key: string) => BucketState | undefined,
  write: (key: string, state: BucketState) => void,
): TakeResult {
  const states = buckets.map(({ key, plan }) => {
    const before = read(key)
    return { key, before, state: bucketAt(before, plan, now) }
  })
  let taken: TakeResult = { wait: 0 }
  for (const { key, state } of states) {
    const wait = turnOf(state, now)
    if (wait > taken.wait) taken = { wait, slowest: { key, rate: state.rate } }
  }
  for (const { key, before, state } of states) {
    const after = taken.wait === 0 ? without(state, now) : state
    if (after !== before) write(key, after)
  }
  return taken
}

function amountOf(state: BucketState, at: number): bigint {
  const earned = earnedOf(state, at)
  const full = decimal(state.burst, places)
  if (earned < full) return earned
  return full
}

/** What would be in a bucket that never runs over. */
function earnedOf(state: BucketState, at: number): bigint {
  const refilled = ratePerMillisecond(state.rate) * BigInt(at - state.since)
  return decimal(state.level, places) + refilled - token * BigInt(state.taken)
}

function levelOf(state: BucketState, at: number): number {
  return floorTokens(amountOf(state, Math.max(at, state.seen)))
}

/** A rate per second in units of 10^-(places - 3) is one per millisecond in units of 10^-places. */
function ratePerMillisecond(rate: number): bigint {
  return decimal(rate, places - 3)
}
