import type { CredentialsSource } from '@reportline/auth'
import type { Archive } from '@reportline/documents'
import { type Application, type BucketStore, type Clock, type RequestEvent, systemClock } from '@reportline/request'
import type { ReportEvent } from '../run/report-event.ts'

/** What accounts of every API take: what stands for the outside world. */
export interface AccountOptions {
  /** Another base URL than Amazon's, for example an emulator's. */
  readonly endpoint?: string
  /** The application that calls, for the User-Agent. */
  readonly application?: Application
  /** Where usage is counted; share a store to share quotas between processes. Default: memory. */
  readonly buckets?: BucketStore
  /** Carries the calls, the token requests and the downloads. Default: the global one. */
  readonly fetch?: typeof globalThis.fetch
  readonly clock?: Clock
  /** Keeps the documents as they were stored, so that each is downloaded once; see `folderArchive`. Default: none. */
  readonly archive?: Archive
  /** From 0 up to but not including 1. */
  readonly random?: () => number
  /** Told what happens: steps of runs, and each call beneath. What it throws is ignored. */
  readonly onEvent?: (event: ReportEvent | RequestEvent) => void
}

/** What accounts of the APIs take that are authorized by Login with Amazon. */
export interface LoginAccountOptions extends AccountOptions {
  /** The application's and the account holder's, or a function that fetches them; see `@reportline/auth`. */
  readonly credentials: CredentialsSource
  /** Use Amazon's sandbox. */
  readonly sandbox?: boolean
  /** Another token endpoint than Amazon's. */
  readonly tokenEndpoint?: string
}

/** The outside world of an account. */
export interface Runtime {
  readonly clock: Clock
  readonly random: () => number
  readonly fetch: typeof globalThis.fetch
  readonly archive: Archive | undefined
}

/** The world that the options give, or else the real one. */
export function runtimeOf({ clock = systemClock, random = Math.random, fetch, archive }: AccountOptions): Runtime {
  return { clock, random, fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)), archive }
}
