import type { Bucket, Plan, TakeResult } from './bucket-store.ts'

/**
 * The state of a token bucket. It contains `level` tokens at the time `since`, plus `rate` tokens per second after that,
 * minus `taken`, and at most `burst`. Taken tokens are counted instead of subtracted, so that rounding errors cannot add
 * up however long a bucket is used.
 */
export interface BucketState {
  /** Tokens per second of the plan that the bucket was created for. Another plan's rate replaces the learnt rate. */
  readonly planned: number
  /** Tokens per second, as planned or as learnt. */
  readonly rate: number
  /** Tokens in a full bucket. */
  readonly burst: number
  /** Milliseconds since 1970. */
  readonly since: number
  readonly level: number
  readonly taken: number
  /** The latest time of a change, in milliseconds since 1970. Shows when the clock has gone back. */
  readonly seen: number
}

/**
 * How far a clock may go back before it counts as reset, in milliseconds. Smaller steps are normal: processes read the
 * clock and reach the store in different orders, and time services adjust it.
 */
const maxClockStepBackMs = 60_000

/** The lowest usable rate in tokens per second: one request in thirty years. */
const minRate = 1e-9

/**
 * The delay in milliseconds before a refilled token of a slow bucket is used. The bucket of the service starts to refill
 * when the first request reaches it, and the first request takes the longest, because it waits for credentials and a
 * connection. A later, faster request would arrive too early, be refused, and cost a whole interval.
 */
const safetyMarginMs = 2_000

/** Buckets up to this rate (tokens per second) get the safety margin. With faster ones a refusal costs less than waiting. */
const slowRate = 1 / 30

/** Whether a rate can be used: finite and not practically zero. */
export function usableRate(rate: number): boolean {
  return Number.isFinite(rate) && rate >= minRate
}

/** Returns the current state of a bucket, full if it is new. Returns the same object if nothing has to be saved. */
export function bucketAt(state: BucketState | undefined, plan: Plan, now: number): BucketState {
  const at = Math.floor(now)
  if (!state) {
    return { planned: plan.rate, rate: plan.rate, burst: plan.burst, since: at, level: plan.burst, taken: 0, seen: at }
  }
  const wasSetBack = at < state.seen - maxClockStepBackMs
  const replanned = state.planned !== plan.rate || state.burst !== plan.burst
  if (!wasSetBack && !replanned) return state
  const level = Math.min(levelOf(state, at), plan.burst)
  const since = wasSetBack ? at : Math.max(at, state.seen)
  const rate = state.planned === plan.rate ? state.rate : plan.rate
  return { planned: plan.rate, rate, burst: plan.burst, since, level, taken: 0, seen: since }
}

/** Returns the milliseconds until the bucket has a token, 0 if it has one. */
export function waitOf(state: BucketState, now: number): number {
  return waitWithMargin(state, now, 0)
}

/** Returns the milliseconds until a token should be used, which includes the safety margin of a slow bucket. */
function safeWaitOf(state: BucketState, now: number): number {
  return waitWithMargin(state, now, state.rate > slowRate ? 0 : safetyMarginMs)
}

function waitWithMargin(state: BucketState, now: number, marginMs: number): number {
  const at = Math.max(Math.floor(now), state.seen)
  const missing = token - amountOf(state, Math.max(state.since, at - marginMs))
  if (missing <= 0n) return 0
  const perMillisecond = ratePerMillisecond(state.rate)
  const refill = Number((missing + perMillisecond - 1n) / perMillisecond)
  return refill + Math.max(0, state.since + marginMs - at) + at - Math.floor(now)
}

/** Returns the bucket with one token less. Only for a bucket that has one according to `waitOf`. */
export function without(state: BucketState, now: number): BucketState {
  const at = Math.max(Math.floor(now), state.seen)
  if (earnedOf(state, at) < decimal(state.burst, places)) return { ...state, taken: state.taken + 1, seen: at }
  return { ...state, since: at, level: state.burst, taken: 1, seen: at }
}

/**
 * Returns the bucket with its last taken token put back. A bucket that was emptied or got another rate or plan since then
 * stays as it is: its tokens are no longer counted one by one.
 */
export function refunded(state: BucketState): BucketState {
  return state.taken > 0 ? { ...state, taken: state.taken - 1 } : state
}

/** Returns the bucket with another refill rate from now on. */
export function learnt(state: BucketState, rate: number, now: number): BucketState {
  if (rate === state.rate || !usableRate(rate)) return state
  const at = Math.max(Math.floor(now), state.seen)
  return { ...state, rate, since: at, level: levelOf(state, at), taken: 0, seen: at }
}

/** Returns the bucket without any tokens. */
export function emptied(state: BucketState, now: number): BucketState {
  const at = Math.max(Math.floor(now), state.seen)
  return { ...state, since: at, level: 0, taken: 0, seen: at }
}

/**
 * Takes one token from every bucket, or none at all.
 *
 * @param read - returns the last state of a bucket
 * @param write - saves a new state; not called for a bucket that has not changed
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
  let result: TakeResult = { wait: 0 }
  for (const { key, state } of states) {
    const wait = safeWaitOf(state, now)
    if (wait > result.wait) result = { wait, slowest: { key, rate: state.rate } }
  }
  for (const { key, before, state } of states) {
    const after = result.wait === 0 ? without(state, now) : state
    if (after !== before) write(key, after)
  }
  return result
}

function amountOf(state: BucketState, at: number): bigint {
  const earned = earnedOf(state, at)
  const full = decimal(state.burst, places)
  if (earned < full) return earned
  return full
}

/** The amount in a bucket without an upper limit. */
function earnedOf(state: BucketState, at: number): bigint {
  const refilled = ratePerMillisecond(state.rate) * BigInt(at - state.since)
  return decimal(state.level, places) + refilled - token * BigInt(state.taken)
}

function levelOf(state: BucketState, at: number): number {
  return floorTokens(amountOf(state, Math.max(at, state.seen)))
}

/** A rate per second in units of 10^-(places - 3) equals a rate per millisecond in units of 10^-places. */
function ratePerMillisecond(rate: number): bigint {
  return decimal(rate, places - 3)
}

/** The number of decimal places of a token. Exact enough for 0.0011111111111111111 tokens per second, per millisecond. */
const places = 27

/** One token. */
export const token = 10n ** BigInt(places)

/** Parsed numbers by decimals and value. Each take needs the same few rates and bursts, and parsing them is slow. */
const cache = new Map<number, Map<number, bigint>>()
const maxCachedValues = 1_000

/**
 * Converts a number to a whole multiple of 10^-decimals, using the decimal digits it is written with: 0.0167 is exactly
 * 167/10000, which no binary fraction is. Further digits are cut off.
 */
function decimal(value: number, decimals: number): bigint {
  const values = cache.get(decimals) ?? new Map<number, bigint>()
  cache.set(decimals, values)
  const cached = values.get(value)
  if (cached !== undefined) return cached
  const parsed = parse(value, decimals)
  if (values.size >= maxCachedValues) values.clear()
  values.set(value, parsed)
  return parsed
}

function parse(value: number, decimals: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = decimals + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
}

/** Converts an amount to a number of tokens, rounded down to nine decimal places so that it is never too high. */
export function floorTokens(amount: bigint): number {
  return Number(amount / 10n ** BigInt(places - 9)) / 1e9
}
