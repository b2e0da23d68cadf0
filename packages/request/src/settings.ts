import type { Authorize } from './attempt.ts'
import type { BucketStore } from './bucket-store.ts'
import { type Clock, systemClock } from './clock.ts'
import { memoryBuckets } from './memory-buckets.ts'
import type { RequestEvent } from './request-event.ts'
import type { RequestOptions } from './request-options.ts'
import { userAgent } from './user-agent.ts'

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
