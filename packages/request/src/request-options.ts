import type { Authorize } from './attempt.ts'
import type { BucketStore } from './bucket-store.ts'
import type { Clock } from './clock.ts'
import type { Operation } from './operation.ts'
import type { RequestEvent } from './request-event.ts'

/** Options of `createRequest`. All of them are optional. */
export interface RequestOptions {
  /** Adds credentials to each request. Without it, requests are sent as they were built. */
  readonly authorize?: Authorize | undefined
  /**
   * The quota that calls count against: application, account and region in a string of your choice. Calls with the same
   * store and quota share buckets. Use ids, not secrets. Defaults to one quota for all calls.
   */
  readonly quota?: string | undefined
  /** The store of the buckets. Defaults to a `memoryBuckets()` of its own. */
  readonly buckets?: BucketStore | undefined
  /** The calling application, for the User-Agent. */
  readonly application?: Application | undefined
  /** The fetch to send requests with, for example for a proxy or a test. Defaults to the current global one. */
  readonly fetch?: typeof fetch | undefined
  /**
   * The clock for waits, pauses and deadlines. The timeout of an attempt uses the timers of the system. Defaults to
   * `systemClock`.
   */
  readonly clock?: Clock | undefined
  /** Returns random numbers from 0 (inclusive) to 1 (exclusive). Defaults to `Math.random`. */
  readonly random?: (() => number) | undefined
  /** The maximum number of attempts per call, including the first. An integer from 1. Defaults to 5. */
  readonly attempts?: number | undefined
  /** The timeout of one attempt in milliseconds, from authorizing to the last byte of the body. Defaults to 30,000. */
  readonly timeout?: number | undefined
  /**
   * Returns what to do about a status, for the message of the `ApiError`. It knows what the API requires, such as a role or
   * a signature. Returns undefined for the general advice.
   */
  readonly advice?: ((status: number, operation: Operation) => string | undefined) | undefined
  /** Called for each event of each call. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: RequestEvent) => void) | undefined
}

/** The calling application, as the User-Agent names it. */
export interface Application {
  /** Printable ASCII without slashes. */
  readonly name: string
  /** Printable ASCII. */
  readonly version: string
}

const printable = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/

/**
 * Returns the User-Agent of every request, for example `Shop sync/2.1 (Language=TypeScript; Library=Reportline)`.
 *
 * @throws TypeError if a header cannot contain the name or the version
 * @see https://developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 */
export function userAgent(application?: Application): string {
  const comment = '(Language=TypeScript; Library=Reportline)'
  if (!application) return `Reportline ${comment}`
  const { name, version } = application
  if (!printable.test(name) || name.includes('/')) {
    throw new TypeError(`application.name must be printable ASCII without slashes, not ${JSON.stringify(name)}`)
  }
  if (!printable.test(version)) {
    throw new TypeError(`application.version must be printable ASCII, not ${JSON.stringify(version)}`)
  }
  return `${name}/${version} ${comment}`
}
