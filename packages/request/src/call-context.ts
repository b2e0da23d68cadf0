import type { Authorize, Send } from './attempt.ts'
import { usableRate } from './bucket.ts'
import type { Bucket, BucketStore } from './bucket-store.ts'
import type { CallOptions } from './call-options.ts'
import { type Clock, systemClock } from './clock.ts'
import { memoryBuckets } from './memory-buckets.ts'
import type { Limit, Operation } from './operation.ts'
import { type Priority, type RateLimitQueue, rankOf, rateLimitQueueFor } from './rate-limit-queue.ts'
import type { RequestEvent } from './request-event.ts'
import { type RequestOptions, userAgent } from './request-options.ts'

/** Everything that the attempts of one call need. */
export interface CallContext {
  readonly operation: Operation
  readonly send: Send
  readonly settings: Settings
  readonly signal: AbortSignal | undefined
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds since 1970; `Infinity` without a deadline. */
  readonly deadline: number
  /** The bucket of the operation itself, whose rate is learnt from responses. */
  readonly own: Bucket | undefined
  /** The bucket of the part of the operation that the service may limit on its own. */
  readonly scoped: Bucket | undefined
  /** All buckets that the call needs a token of, that of the operation first. */
  readonly buckets: readonly Bucket[]
  readonly beforeAttempt: (() => Promise<void> | void) | undefined
  /** Rank of the priority. A lower rank is served first. */
  readonly rank: number
  readonly queue: RateLimitQueue
}

/**
 * Validates a call and determines its buckets.
 *
 * @throws TypeError if an option or the operation is invalid
 */
export function callContext(operation: Operation, send: Send, settings: Settings, options: CallOptions): CallContext {
  const { signal, headers = {}, limits = [], beforeAttempt } = options
  const deadline = options.deadline?.getTime() ?? Number.POSITIVE_INFINITY
  if (Number.isNaN(deadline)) throw new TypeError(`${operation.id}: deadline must be a valid Date`)
  checkHeaders(operation, headers)
  const rank = checkedRank(operation, options.priority)
  const own = ownBucket(operation, settings.quota)
  const scoped = own && options.scope !== undefined ? scopedBucket(own, options.scope) : undefined
  const further = limits.map((limit) => limitBucket(limit, settings.quota))
  const all = [own, scoped, ...further].filter((each) => each !== undefined)
  const buckets = all.filter(({ key }, index) => all.findIndex((other) => other.key === key) === index)
  const queue = rateLimitQueueFor(settings.buckets, settings.clock)
  return { operation, send, settings, signal, headers, deadline, own, scoped, buckets, beforeAttempt, rank, queue }
}

function checkedRank({ id }: Operation, priority: Priority = 'normal'): number {
  const rank = rankOf(priority)
  if (rank === undefined) throw new TypeError(`${id}: priority must be normal or backfill`)
  return rank
}

function ownBucket({ id, method, path, rate, burst = 1 }: Operation, quota: string): Bucket | undefined {
  if (rate === undefined) return undefined
  // Method and path instead of the id, because two APIs may use the same id.
  return bucket(`operation ${id}`, JSON.stringify([quota, `${method} ${path}`]), rate, burst)
}

/** Has the plan of the operation, so it holds up nothing until a response with the status 429 empties it. */
function scopedBucket({ key, plan }: Bucket, scope: string): Bucket {
  return { key: JSON.stringify([key, 'scope', scope]), plan }
}

function limitBucket({ name, rate, burst }: Limit, quota: string): Bucket {
  return bucket(`limit ${name}`, JSON.stringify([quota, 'limit', name]), rate, burst)
}

function bucket(name: string, key: string, rate: number, burst: number): Bucket {
  if (!usableRate(rate))
    throw new TypeError(`${name}: rate must be a number of requests per second above 0, not ${rate}`)
  if (!(burst >= 1 && Number.isFinite(burst))) throw new TypeError(`${name}: burst must be at least 1, not ${burst}`)
  return { key, plan: { rate, burst } }
}

function checkHeaders(operation: Operation, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      new Headers([[name, value]])
    } catch {
      throw new TypeError(`${operation.id}: HTTP does not allow the header ${JSON.stringify(name)} or its value`)
    }
  }
}

/** Validated options with their defaults. */
export interface Settings {
  readonly authorize: Authorize | undefined
  readonly quota: string
  readonly buckets: BucketStore
  readonly userAgent: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: () => number
  readonly attempts: number
  /** Milliseconds. */
  readonly timeout: number
  readonly advice: ((status: number, operation: Operation) => string | undefined) | undefined
  /** By bucket of an operation, the bucket of the part that got the last status 429, until a call of it succeeds. */
  readonly limitedScopes: Map<string, string>
  /** Never throws. */
  readonly emit: (event: RequestEvent) => void
}

/**
 * Validates options and fills in defaults.
 *
 * @throws TypeError if an option is invalid
 */
export function settingsOf(options: RequestOptions): Settings {
  const { attempts = 5, timeout = 30_000 } = options
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TypeError(`attempts must be an integer from 1, not ${attempts}`)
  }
  if (!(timeout > 0)) throw new TypeError(`timeout must be a number of milliseconds above 0, not ${timeout}`)
  return {
    authorize: options.authorize,
    quota: options.quota ?? '',
    buckets: options.buckets ?? memoryBuckets(),
    userAgent: userAgent(options.application),
    // Looked up for each request, so that replacing the global one has an effect.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    attempts,
    timeout,
    advice: options.advice,
    limitedScopes: new Map(),
    emit: (event) => emit(options.onEvent, event),
  }
}

/** Calls the listener. Neither an exception nor a promise that rejects affects the call. */
function emit(listener: ((event: RequestEvent) => unknown) | undefined, event: RequestEvent): void {
  try {
    const result = listener?.(event)
    if (result instanceof Promise) result.catch(() => {})
  } catch {}
}
