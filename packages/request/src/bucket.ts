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
  /** When the service last reported the learnt rate, in milliseconds since 1970. */
  readonly confirmed: number
}

/**
 * How far a clock may go back before it counts as reset, in milliseconds. Smaller steps are normal: processes read the
 * clock and reach the store in different orders, and time services adjust it.
 */
const maxClockStepBackMs = 60_000

/** The lowest usable rate of a plan in tokens per second: one request in thirty years. */
const minRate = 1e-9

/** How many times faster or slower than the plan a learnt rate may be. Amazon's adjusted rates differ by less. */
const maxRateFactor = 100

/** How much longer than the plan's a wait may be because of a learnt rate, in milliseconds. */
const maxExtraWaitMs = 15 * 60_000

/** A learnt rate that is not reported again within this time is forgotten, in milliseconds. */
const learntRateLifetimeMs = 24 * 60 * 60_000

/** How often a repeated report of the learnt rate is saved, in milliseconds. */
const confirmIntervalMs = 60 * 60_000

/**
 * The delay in milliseconds before a refilled token of a slow bucket is used. The bucket of the service starts to refill
 * when the first request reaches it, and the first request takes the longest, because it waits for credentials and a
 * connection. A later, faster request would arrive too early, be refused, and cost a whole interval.
 */
const safetyMarginMs = 2_000

/** Buckets up to this rate (tokens per second) get the safety margin. With faster ones a refusal costs less than waiting. */
const slowRate = 1 / 30

/** Whether the rate of a plan can be used: finite and not practically zero. */
export function usableRate(rate: number): boolean {
  return Number.isFinite(rate) && rate >= minRate
}

/**
 * Whether a learnt rate is plausible: within a hundredth and a hundred times the planned rate, and not so low that a wait
 * would be longer than the plan's by more than a quarter of an hour. Rates are tokens per second.
 */
function isPlausible(rate: number, planned: number): boolean {
  const slowest = 1000 / (1000 / planned + maxExtraWaitMs - safetyMarginMs)
  return rate >= Math.max(planned / maxRateFactor, slowest) && rate <= planned * maxRateFactor
}

/** Returns the current state of a bucket, full if it is new. Returns the same object if nothing has to be saved. */
export function bucketAt(state: BucketState | undefined, plan: Plan, now: number): BucketState {
  const at = Math.floor(now)
  const { rate: planned, burst } = plan
  if (!state) {
    return { planned, rate: planned, burst, since: at, level: burst, taken: 0, seen: at, confirmed: at }
  }
  const wasSetBack = at < state.seen - maxClockStepBackMs
  const rate = isCurrentRate(state, planned, at) ? state.rate : planned
  if (!wasSetBack && state.planned === planned && state.burst === burst && state.rate === rate) return state
  const level = Math.min(levelOf(state, at), burst)
  const since = wasSetBack ? at : Math.max(at, state.seen)
  return { planned, rate, burst, since, level, taken: 0, seen: since, confirmed: Math.min(state.confirmed, since) }
}

/** Whether a bucket may keep its rate: the plan is the same, and the service has recently reported the rate. */
function isCurrentRate({ planned, rate, confirmed }: BucketState, newlyPlanned: number, at: number): boolean {
  if (planned !== newlyPlanned) return false
  return rate === planned || (at - confirmed <= learntRateLifetimeMs && isPlausible(rate, planned))
}

/** Whether a state that was read from a file can be one of a bucket: numbers, in order, and not below empty. */
export function isBucketState(
  state: { readonly [Name in keyof BucketState]: number | undefined },
): state is BucketState {
  if (!Object.values(state).every((value) => Number.isFinite(value))) return false
  const { planned = 0, rate = 0, burst = 0, since = 0, level = -1, taken = -1, seen = 0, confirmed = 0 } = state
  if (planned <= 0 || rate <= 0 || burst < 1 || level < 0 || level > burst || taken < 0 || since > seen) return false
  return earnedOf({ planned, rate, burst, since, level, taken, seen, confirmed }, seen) >= 0n
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

/** Returns the bucket with the refill rate that the service reports. An implausible rate is ignored. */
export function learnt(state: BucketState, rate: number, now: number): BucketState {
  if (!isPlausible(rate, state.planned)) return state
  const at = Math.max(Math.floor(now), state.seen)
  if (rate !== state.rate) {
    return { ...state, rate, since: at, level: levelOf(state, at), taken: 0, seen: at, confirmed: at }
  }
  const isConfirmed = rate === state.planned || at - state.confirmed < confirmIntervalMs
  return isConfirmed ? state : { ...state, confirmed: at }
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
