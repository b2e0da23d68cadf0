import type { CredentialsSource } from '@reportline/auth'
import type { Archive } from '@reportline/documents'
import { type Application, type BucketStore, type Clock, type RequestEvent, systemClock } from '@reportline/request'
import type { ReportEvent } from '../run/report-event.ts'

/** The options that accounts of every API share. */
export interface AccountOptions {
  /** A base URL to use instead of Amazon's, for example that of an emulator. */
  readonly endpoint?: string | undefined
  /** The name and version of your application, for the User-Agent. */
  readonly application?: Application | undefined
  /** Where rate limits are tracked. Share a store to share limits between processes. Defaults to memory. */
  readonly buckets?: BucketStore | undefined
  /** Used for API calls, token requests and downloads. Defaults to the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Defaults to the system's clock. */
  readonly clock?: Clock | undefined
  /** Keeps the stored bytes of documents, so that each is downloaded once. See `folderArchive`. Defaults to none. */
  readonly archive?: Archive | undefined
  /** Returns a number from 0 up to but not including 1. Defaults to `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Called for each step of a run and for each API call. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: ReportEvent | RequestEvent) => void) | undefined
}

/** The options of accounts that are authorized by Login with Amazon. */
export interface LoginAccountOptions extends AccountOptions {
  /** The credentials of the application and the account owner, or a function that fetches them. See `@reportline/auth`. */
  readonly credentials: CredentialsSource
  /** Whether to use Amazon's sandbox. Defaults to false. */
  readonly sandbox?: boolean | undefined
  /** A token endpoint to use instead of Amazon's. */
  readonly tokenEndpoint?: string | undefined
}

/** The clock, randomness, network and archive of an account. */
export interface Runtime {
  readonly clock: Clock
  readonly random: () => number
  readonly fetch: typeof globalThis.fetch
  readonly archive: Archive | undefined
}

/** Returns the runtime that the options specify, with the system's own as defaults. */
export function runtimeOf({ clock = systemClock, random = Math.random, fetch, archive }: AccountOptions): Runtime {
  return { clock, random, fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)), archive }
}
