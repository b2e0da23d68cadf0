import { reportTypeFacts } from '@reportline/report-types'
import { ApiError, type Attempt, type Authorize } from '@reportline/request'
import {
  operations as reportsOperations,
  type SellingPartnerReportsClient,
} from '@reportline/selling-partner-reports-client'
import { operations, type SellingPartnerTokensClient } from '@reportline/selling-partner-tokens-client'
import { checkResponse } from '../../run/check-response.ts'
import type { ReportApi } from '../../run/report-api.ts'

/** Requests the address of a document. */
type Locate = ReportApi['locate']

/** What restricted documents need of an account. */
interface RestrictedDocumentsOptions {
  readonly tokens: Pick<SellingPartnerTokensClient, 'createRestrictedDataToken'>
  /** Adds the seller's access token to a request. */
  readonly authorize: Authorize
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

/** Access to documents that may require a restricted data token. */
export interface RestrictedDocuments {
  /** Adds a restricted token to `getReportDocument` if the document needs one, and the access token to any other request. */
  readonly authorize: Authorize
  /** Creates the function that requests a document's address. */
  locator(client: Pick<SellingPartnerReportsClient, 'getReportDocument'>): Locate
}

/** Which token a document needs: a restricted data token or the access token. */
type Kind = 'restricted' | 'plain'

/** Maximum number of documents whose kind is remembered. */
const maxDocuments = 10_000

/**
 * Creates the access to restricted documents. The catalogue of report types says which documents need a restricted token,
 * but it may be wrong or not know the type. So if Amazon refuses one token, the other one is tried once, whatever the
 * wording of the refusal. If Amazon refuses to create a restricted token, the access token is sent instead, unless the
 * catalogue is certain that the type is restricted.
 */
export function restrictedDocuments(options: RestrictedDocumentsOptions): RestrictedDocuments {
  const kinds = new Map<string, Kind>()
  /** Paths of documents that need a restricted token according to the sources. */
  const certain = new Map<string, true>()
  const cache = restrictedTokenCache(async (path) => createToken(options, path), options.now)
  const remember = (path: string, kind: Kind): void => {
    kinds.set(path, kind)
    forgetOldest(kinds, maxDocuments)
  }

  /** Returns the token for a path; undefined if Amazon creates none and the access token may be right. */
  const tokenFor = async (path: string, signal: AbortSignal): Promise<string | undefined> => {
    try {
      return await cache.token(path, signal)
    } catch (error) {
      if (!(certain.has(path) ? isNotRestricted(error) : hasStatus(error, 400, 403))) throw error
      remember(path, 'plain')
      return undefined
    }
  }

  /** Requests the address again with the other token. If that is refused too, throws the first refusal. */
  const locateWithOtherToken = async (
    path: string,
    refusal: unknown,
    locate: () => Promise<Located>,
    signal: AbortSignal,
  ): Promise<Located> => {
    const refused = kinds.get(path) ?? 'plain'
    if (refused === 'plain' && (await tokenFor(path, signal).catch(() => undefined)) === undefined) {
      signal.throwIfAborted()
      throw refusal
    }
    remember(path, refused === 'plain' ? 'restricted' : 'plain')
    try {
      return await locate()
    } catch (error) {
      if (!hasStatus(error, 400, 401, 403)) throw error
      remember(path, refused)
      throw refusal
    }
  }

  return {
    authorize: restrictedAuthorize({ kinds, cache, tokenFor, authorize: options.authorize }),
    locator: (client) => async (reportDocumentId, reportType, signal) => {
      const path = `${documents}${encodeURIComponent(reportDocumentId)}`
      if (isRestrictedType(reportType) && !kinds.has(path)) remember(path, 'restricted')
      if (isCertainlyRestricted(reportType)) {
        certain.set(path, true)
        forgetOldest(certain, maxDocuments)
      }
      const locate = async (): Promise<Located> =>
        checkResponse(
          reportsOperations.getReportDocument,
          await client.getReportDocument({ reportDocumentId }, { signal }),
          { url: 'string' },
        )
      try {
        return await locate()
      } catch (error) {
        if (!isRefusedDocument(error)) throw error
        return await locateWithOtherToken(path, error, locate, signal)
      }
    },
  }
}

type Located = Awaited<ReturnType<Locate>>

interface RestrictedAuthorizeOptions {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly cache: RestrictedTokenCache
  readonly tokenFor: (path: string, signal: AbortSignal) => Promise<string | undefined>
  readonly authorize: Authorize
}

function restrictedAuthorize({ kinds, cache, tokenFor, authorize }: RestrictedAuthorizeOptions): Authorize {
  /** Path → the last token that was used for an attempt that did not follow a refusal. */
  const lastTokens = new Map<string, string>()
  return async (request, attempt) => {
    const path = documentPath(request, attempt)
    if (path === undefined || kinds.get(path) !== 'restricted') return authorize(request, attempt)
    // The refused token is that of the attempt before, not a newer one in the cache.
    const refused = attempt.refused === undefined ? undefined : lastTokens.get(path)
    if (refused !== undefined) cache.drop(path, refused)
    const token = await tokenFor(path, attempt.signal)
    if (token === undefined) return authorize(request, attempt)
    if (attempt.refused === undefined) {
      lastTokens.set(path, token)
      forgetOldest(lastTokens, maxDocuments)
    }
    request.headers.set('x-amz-access-token', token)
    return request
  }
}

const documents = '/reports/2021-06-30/documents/'

/** Returns the path to request a restricted token for, without the path of the base URL. */
function documentPath({ url }: Request, { operation }: Attempt): string | undefined {
  if (operation.id !== 'getReportDocument') return undefined
  const { pathname } = new URL(url)
  const start = pathname.lastIndexOf(documents)
  return start < 0 ? undefined : pathname.slice(start)
}

async function createToken({ tokens }: RestrictedDocumentsOptions, path: string): Promise<TokenResponse> {
  const created = await tokens.createRestrictedDataToken({ restrictedResources: [{ method: 'GET', path }] })
  const response = checkResponse(operations.createRestrictedDataToken, created, { restrictedDataToken: 'string' })
  const { restrictedDataToken = '', expiresIn } = response
  return { restrictedDataToken, expiresIn: typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : 0 }
}

/** Whether Amazon refused a restricted token because the document is not restricted. */
function isNotRestricted(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    error.status === 400 &&
    error.errors.some(({ message, details = '' }) =>
      /invalid or unsupported document id/i.test(`${message} ${details}`),
    )
  )
}

/** Whether Amazon refused to return the address of a document, for whatever reason. */
function isRefusedDocument(error: unknown): boolean {
  return hasStatus(error, 403) && error instanceof ApiError && error.operation === 'getReportDocument'
}

function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status)
}

/** Whether the sources say that a type is restricted, and none contradicts. */
function isCertainlyRestricted(reportType: string | undefined): boolean {
  const facts = reportType === undefined ? undefined : reportTypeFacts(reportType)
  return facts?.restricted === true && facts.assumed?.includes('restricted') !== true
}

function isRestrictedType(reportType: string | undefined): boolean {
  return reportType !== undefined && reportTypeFacts(reportType)?.restricted !== undefined
}

/** A token for one path. */
interface RestrictedToken {
  readonly token: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly renewAt: number
}

/** The response of `createRestrictedDataToken`. */
interface TokenResponse {
  readonly restrictedDataToken: string
  /** Lifetime in seconds. */
  readonly expiresIn: number
}

/** Caches tokens by path. Concurrent callers share one request. */
interface RestrictedTokenCache {
  /**
   * Returns a token for a path.
   *
   * @param signal Stops waiting for the token. The request continues for other callers.
   */
  token(path: string, signal: AbortSignal): Promise<string>
  /** Discards a token that was refused. A newer one stays. */
  drop(path: string, token: string): void
}

/** How long before its expiry a token is renewed. Limited to a fifth of its lifetime. */
const renewalMarginMs = 60_000
/** Maximum number of cached tokens. Each is valid for an hour. */
const maxTokens = 1_000

/**
 * Creates a cache that keeps tokens until shortly before they expire. The tokens are in a closure, so that inspecting the
 * cache does not show them.
 *
 * @param requestToken Requests a new token for a path.
 */
function restrictedTokenCache(
  requestToken: (path: string) => PromiseLike<TokenResponse>,
  now: () => number,
): RestrictedTokenCache {
  const tokens = new Map<string, RestrictedToken>()
  const requests = new Map<string, Promise<string>>()

  async function renew(path: string): Promise<string> {
    try {
      const { restrictedDataToken, expiresIn } = await requestToken(path)
      const lifetimeMs = expiresIn * 1000
      tokens.set(path, {
        token: restrictedDataToken,
        renewAt: now() + lifetimeMs - Math.min(renewalMarginMs, lifetimeMs / 5),
      })
      forgetOldest(tokens, maxTokens)
      return restrictedDataToken
    } finally {
      requests.delete(path)
    }
  }

  return {
    async token(path, signal) {
      signal.throwIfAborted()
      const cached = tokens.get(path)
      if (cached !== undefined && now() < cached.renewAt) return cached.token
      let pending = requests.get(path)
      if (pending === undefined) {
        pending = renew(path)
        requests.set(path, pending)
      }
      return unlessAborted(pending, signal)
    },
    drop(path, token) {
      if (tokens.get(path)?.token === token) tokens.delete(path)
    },
  }
}

/** Deletes the oldest entries of a map, which keeps the order of insertion. */
function forgetOldest(map: Map<string, unknown>, size: number): void {
  for (const key of map.keys()) {
    if (map.size <= size) return
    map.delete(key)
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
