import type { Authorize } from './attempt.ts'
import type { BucketStore } from './bucket-store.ts'
import type { Clock } from './clock.ts'
import type { RequestEvent } from './request-event.ts'
import type { Application } from './user-agent.ts'

/** Options of `createRequest`. All have defaults. */
export interface RequestOptions {
  /** Adds credentials to each request. Without it requests leave as they were built. */
  readonly authorize?: Authorize | undefined
  /**
   * Whose quota the calls use up: application, account and region in one string of your choosing. The same string
   * and the same store mean the same buckets. No secrets, please; ids serve well. The default is one for all.
   */
  readonly quota?: string | undefined
  /** Where the buckets are kept. The default is a memory of its own. */
  readonly buckets?: BucketStore | undefined
  /** The application that calls, for the User-Agent. */
  readonly application?: Application | undefined
  /** Another fetch: with a proxy, say, or a test's. The default is the global one, looked up for each attempt. */
  readonly fetch?: typeof fetch | undefined
  /** Another clock. It drives waits, pauses and deadlines; an attempt's timeout runs on real timers. */
  readonly clock?: Clock | undefined
  /** Another source of numbers from 0 up to, not including, 1. */
  readonly random?: (() => number) | undefined
  /** Attempts that a call makes at most, the first included. A whole number from 1; the default is 5. */
  readonly attempts?: number | undefined
  /** Milliseconds that one attempt may take, from authorizing to the last byte. The default is 30,000. */
  readonly timeout?: number | undefined
  /** Told what calls do. Whatever it throws is ignored: watching a call must not break it. */
  readonly onEvent?: ((event: RequestEvent) => void) | undefined
}
