import type { Authorize } from './attempt.ts'
import type { BucketStore } from './bucket-store.ts'
import { type Clock, systemClock } from './clock.ts'
import { memoryBuckets } from './memory-buckets.ts'
import type { RequestEvent } from './request-event.ts'
import type { RequestOptions } from './request-options.ts'
import { userAgent } from './user-agent.ts'

/** Options, checked and with their defaults. */
export interface Settings {
  readonly authorize: Authorize | undefined
  readonly quota: string
  readonly buckets: BucketStore
  readonly userAgent: string
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: () => number
  readonly attempts: number
  readonly timeout: number
  /** Never throws. */
  readonly emit: (event: RequestEvent) => void
}

/**
 * Checks options and fills in defaults.
 *
 * @throws TypeError for an option that cannot be worked with
 */
export function settingsOf(options: RequestOptions): Settings {
  const { attempts = 5, timeout = 30_000 } = options
  if (!Number.isInteger(attempts) || attempts < 1) {
    throw new TypeError(`attempts has to be a whole number from 1; it is ${attempts}`)
  }
  if (!(timeout > 0)) throw new TypeError(`timeout has to be a number of milliseconds above 0; it is ${timeout}`)
  return {
    authorize: options.authorize,
    quota: options.quota ?? '',
    buckets: options.buckets ?? memoryBuckets(),
    userAgent: userAgent(options.application),
    // Looked up each time, so that a global one that is replaced later is found.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    attempts,
    timeout,
    emit: (event) => emit(options.onEvent, event),
  }
}

/** A listener is told and cannot break the call, neither by throwing nor by a promise that rejects. */
function emit(listener: ((event: RequestEvent) => unknown) | undefined, event: RequestEvent): void {
  try {
    const answered = listener?.(event)
    if (answered instanceof Promise) answered.catch(() => {})
  } catch {}
}
