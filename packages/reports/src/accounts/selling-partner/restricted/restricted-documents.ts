import { reportTypeFacts } from '@reportline/report-types'
import { ApiError, type Attempt, type Authorize, RequestError } from '@reportline/request'
import type { SellingPartnerReportsClient } from '@reportline/selling-partner-reports-client'
import { operations, type SellingPartnerTokensClient } from '@reportline/selling-partner-tokens-client'
import type { ReportApi } from '../../../run/report-api.ts'
import { forgetOldest, type RestrictedTokenCache, restrictedTokenCache, type TokenResponse } from './token-cache.ts'

/** Asks for the address of a document. */
export type Locate = ReportApi['locate']

/** What restricted documents need of an account. */
export interface RestrictedDocumentsOptions {
  readonly tokens: Pick<SellingPartnerTokensClient, 'createRestrictedDataToken'>
  /** Puts the seller's access token on a request. */
  readonly authorize: Authorize
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
}

/** Documents whose addresses are given for a restricted data token only. */
export interface RestrictedDocuments {
  /**
   * Puts a restricted token on `getReportDocument` for a document that needs one, and the access token on anything else.
   */
  readonly authorize: Authorize
  /** Makes the function that asks for a document's address. */
  locator(client: Pick<SellingPartnerReportsClient, 'getReportDocument'>): Locate
}

/** Which token a document's address is asked with. */
type Kind = 'restricted' | 'plain'

/** Of so many documents it is remembered which token they take. */
const most = 10_000

/** Asks for restricted tokens where they are needed, and mends what the list of report types gets wrong. */
export function restrictedDocuments(surroundings: RestrictedDocumentsOptions): RestrictedDocuments {
  const kinds = new Map<string, Kind>()
  const cache = restrictedTokenCache(async (path) => createToken(surroundings, path), surroundings.now)
  const remember = (path: string, kind: Kind): void => {
    kinds.set(path, kind)
    forgetOldest(kinds, most)
  }

  /** The token for a path; undefined where Amazon says that none is due. */
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
    authorize: restrictedAuthorize({ kinds, cache, tokenFor, authorize: surroundings.authorize }),
    locator: (client) => async (reportDocumentId, reportType, signal) => {
      const path = `${documents}${encodeURIComponent(reportDocumentId)}`
      if (isSaidToBeRestricted(reportType) && !kinds.has(path)) {
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

interface Choice {
  readonly kinds: ReadonlyMap<string, Kind>
  readonly cache: RestrictedTokenCache
  readonly tokenFor: (path: string, signal: AbortSignal) => Promise<string | undefined>
  readonly authorize: Authorize
}

function restrictedAuthorize({ kinds, cache, tokenFor, authorize }: Choice): Authorize {
  /** By path, the last token that went to an attempt other than the one after a refusal. */
  const refusable = new Map<string, string>()
  return async (request, attempt) => {
    const path = documentPath(request, attempt)
    if (path === undefined || kinds.get(path) !== 'restricted') return authorize(request, attempt)
    // A token that only attempts after a refusal have had is none of those refused.
    const refused = attempt.refused === undefined ? undefined : refusable.get(path)
    if (refused !== undefined) cache.drop(path, refused)
    const token = await tokenFor(path, attempt.signal)
    if (token === undefined) return authorize(request, attempt)
    if (attempt.refused === undefined) {
      refusable.set(path, token)
      forgetOldest(refusable, most)
    }
    request.headers.set('x-amz-access-token', token)
    return request
  }
}

const documents = '/reports/2021-06-30/documents/'

/** The path that a restricted token is asked for; the endpoint may have a path of its own before it. */
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
  const reason = 'answered without a token.'
  throw new RequestError({ code: 'BAD_RESPONSE', operation, reason, attempts: 1, outcomeUnknown: false })
}

/** A restricted token is not given where none is due. */
function isNotRestricted(error: unknown): boolean {
  return says(error, 400, /invalid or unsupported document id/i)
}

/** Said for a missing role as well as for a missing restricted token. */
function isForbidden(error: unknown): boolean {
  return says(error, 403, /access to the resource is forbidden/i)
}

function says(error: unknown, status: number, words: RegExp): boolean {
  return (
    error instanceof ApiError &&
    error.status === status &&
    error.errors.some(({ message, details = '' }) => words.test(`${message} ${details}`))
  )
}

/** The catalogue is a hint: sources disagree and Amazon changes it, so both mistakes are mended. */
function isSaidToBeRestricted(reportType: string | undefined): boolean {
  return reportType !== undefined && reportTypeFacts(reportType)?.restricted !== undefined
}
