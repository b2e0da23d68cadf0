import { type CredentialsSource, type Login, loginWithAmazon } from '@reportline/auth'
import type { Archive } from '@reportline/documents'
import {
  type Application,
  type Authorize,
  type Bucket,
  type BucketStore,
  type Clock,
  memoryBuckets,
  type RequestEvent,
  type RequestOptions,
  systemClock,
} from '@reportline/request'
import type { DocumentHosts } from '../download/check-download-url.ts'
import type { ReportEvent } from '../run/report-event.ts'
import { emit } from '../run/run-context.ts'

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
  /**
   * Further hosts from which documents may be downloaded, besides Amazon's. With an `endpoint`, every host is allowed.
   * Defaults to none.
   */
  readonly documentHosts?: readonly string[] | undefined
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
  readonly documentHosts: DocumentHosts
  readonly archive: Archive | undefined
}

/** Returns the runtime that the options specify, with the system's own as defaults. */
export function runtimeOf(options: AccountOptions): Runtime {
  const { clock = systemClock, random = Math.random, fetch, archive, endpoint, documentHosts = [] } = options
  return {
    clock,
    random,
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    documentHosts: endpoint === undefined ? documentHosts : 'any',
    archive,
  }
}

/** The server that an account calls, and the quota that its calls count against. */
interface Server {
  readonly baseUrl: string
  /** The API and the region. The account is added to it. */
  readonly quota: string
  /** What to do about a refusal of the API. */
  readonly advice: RequestOptions['advice']
}

/**
 * Creates the client options of an account that logs in with Amazon. The clients share the token, the credentials and the
 * buckets.
 */
export function loginClientOptions(
  options: LoginAccountOptions,
  { clock, random, fetch }: Runtime,
  server: Server,
): RequestOptions & { readonly baseUrl: string; readonly authorize: Authorize } {
  const { credentials, endpoint, tokenEndpoint, application, buckets, onEvent } = options
  const login = loginWithAmazon({
    credentials,
    fetch,
    random,
    now: () => clock.now(),
    sleep: (milliseconds) => clock.sleep(milliseconds),
    endpoint: tokenEndpoint,
  })
  return {
    baseUrl: endpoint ?? server.baseUrl,
    authorize: login.authorize,
    quota: server.quota,
    advice: server.advice,
    // One store, so that the clients and the calls of the account share it.
    buckets: buckets === undefined ? memoryBuckets() : accountBuckets(buckets, loginOwner(login)),
    application,
    fetch,
    clock,
    random,
    onEvent: (event: RequestEvent) => emit(onEvent, event),
  }
}

/** The owner of the quotas: the application, and the seller or business that authorized it. */
function loginOwner(login: Login): BucketOwner {
  return async () => {
    const { clientId, refreshToken } = await login.credentials()
    return [clientId, refreshToken]
  }
}

/** Returns the ids of the owner of the quotas, for example of the application and of the seller. Called once. */
type BucketOwner = () => Promise<readonly (string | undefined)[]> | readonly (string | undefined)[]

/**
 * Creates a view of a bucket store in which every key belongs to one owner. Quotas belong to an account, and several
 * accounts may share a store. The owner is stored as a digest, because the store may be a file.
 */
export function accountBuckets(store: BucketStore, owner: BucketOwner): BucketStore {
  let prefix: Promise<string> | undefined
  const resolvePrefix = async (): Promise<string> => {
    try {
      return digest(await owner())
    } catch (error) {
      prefix = undefined
      throw error
    }
  }
  const withOwner = async (bucket: Bucket): Promise<Bucket> => {
    prefix ??= resolvePrefix()
    return { ...bucket, key: `${await prefix} ${bucket.key}` }
  }
  const allWithOwner = (buckets: readonly Bucket[]) => Promise.all(buckets.map(withOwner))
  return {
    async take(buckets, now) {
      const result = await store.take(await allWithOwner(buckets), now)
      if (result.slowest === undefined) return result
      return { ...result, slowest: { ...result.slowest, key: result.slowest.key.slice(digestLength + 1) } }
    },
    refund: async (buckets, now) => store.refund(await allWithOwner(buckets), now),
    learn: async (bucket, rate, now) => store.learn(await withOwner(bucket), rate, now),
    empty: async (bucket, now) => store.empty(await withOwner(bucket), now),
  }
}

/** In hexadecimal digits. */
const digestLength = 16

function digest(owner: readonly (string | undefined)[]): string {
  // Loaded only when needed, because the import takes a while and not every account has a store of its own.
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(JSON.stringify(owner)).digest('hex').slice(0, digestLength)
}
