import { reportTypeFacts } from '@reportline/report-types'
import { ApiError, type Attempt, type Authorize, RequestError } from '@reportline/request'
import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import { operations, type SellingPartnerTokensClient } from '@reportline/selling-partner-tokens-client'
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
 * but it may be wrong, so both of Amazon's refusals lead to another attempt with the other token.
 */
export function restrictedDocuments(options: RestrictedDocumentsOptions): RestrictedDocuments {
  const kinds = new Map<string, Kind>()
  const cache = restrictedTokenCache(async (path) => createToken(options, path), options.now)
  const remember = (path: string, kind: Kind): void => {
    kinds.set(path, kind)
    forgetOldest(kinds, maxDocuments)
  }

  /** Returns the token for a path; undefined if Amazon says that the document is not restricted. */
  const tokenFor = async (path: string, signal: AbortSignal): Promise<string | undefined> => {
    try {
      return await cache.token(path, signal)
    } catch (error) {
      if (!isNotRestricted(error)) throw error
      remember(path, 'plain')
      return undefined
    }
  }

  return {
    authorize: restrictedAuthorize({ kinds, cache, tokenFor, authorize: options.authorize }),
    locator: (client) => async (reportDocumentId, reportType, signal) => {
      const path = `${documents}${encodeURIComponent(reportDocumentId)}`
      if (isRestrictedType(reportType) && !kinds.has(path)) {
        remember(path, 'restricted')
      }
      try {
        return await client.getReportDocument({ reportDocumentId }, { signal })
      } catch (error) {
        if (!isForbidden(error) || kinds.has(path)) throw error
        if ((await tokenFor(path, signal)) === undefined) throw error
        remember(path, 'restricted')
        return await client.getReportDocument({ reportDocumentId }, { signal })
      }
    },
  }
}

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
  const { restrictedDataToken, expiresIn = 0 } = await tokens.createRestrictedDataToken({
    restrictedResources: [{ method: 'GET', path }],
  })
  if (restrictedDataToken) return { restrictedDataToken, expiresIn }
  const operation = operations.createRestrictedDataToken
  const reason = 'failed: the response has no token.'
  throw new RequestError({ code: 'BAD_RESPONSE', operation, reason, attempts: 1, outcomeUnknown: false })
}

/** Whether Amazon refused a restricted token because the document is not restricted. */
function isNotRestricted(error: unknown): boolean {
  return hasMessage(error, 400, /invalid or unsupported document id/i)
}

/** Whether Amazon refused the document. The cause is a missing role or a missing restricted token. */
function isForbidden(error: unknown): boolean {
  return hasMessage(error, 403, /access to the resource is forbidden/i)
}

function hasMessage(error: unknown, status: number, pattern: RegExp): boolean {
  return (
    error instanceof ApiError &&
    error.status === status &&
    error.errors.some(({ message, details = '' }) => pattern.test(`${message} ${details}`))
  )
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
