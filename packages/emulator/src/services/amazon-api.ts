import type { Operation } from '../contract/load-contract.ts'
import type { RequestParts, Violation } from '../contract/read-request.ts'
import type { AccessToken } from '../state/access-tokens.ts'
import type { Account } from '../state/accounts.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { amazonError, errorByStatus, formatNames, invalidInput } from './amazon-errors.ts'
import type { Service, ServicePart, ServiceResponse } from './service-definition.ts'
import { type SandboxPair, staticResponse } from './static-sandbox/static-sandbox.ts'

/** Returns whether a call requires a restricted data token. */
export type NeedsRestrictedToken = (operation: Operation, parameters: RequestParts['path']) => boolean

/** What a service of the report APIs may have besides its operations. */
export interface AmazonApiOptions {
  /** Whether a call requires a restricted data token. Defaults to no calls. */
  readonly needsRestrictedToken?: NeedsRestrictedToken | undefined
  /** What the service's static sandbox knows. */
  readonly sandboxPairs: readonly SandboxPair[]
}

/**
 * Creates a service with the rules that Amazon's report APIs share: callers send an access token, a usage plan limits
 * them, and errors are lists of `{code, message, details}`.
 *
 * @param name The service's name. Only accounts of this service may call it.
 */
export function amazonApi<Fixtures>(
  state: EmulatorState,
  name: string,
  { handlers, fixtures }: ServicePart<Fixtures>,
  { needsRestrictedToken = () => false, sandboxPairs }: AmazonApiOptions,
): Service<Fixtures> {
  return {
    handlers,
    fixtures,
    authenticate: (operation, request) => {
      const token = findToken(state, request)
      if ('status' in token) return token
      const { account } = token
      const isRestricted = needsRestrictedToken(operation, request.path)
      // A valid token of another kind, or for another API, is forbidden rather than unknown.
      if (account.service !== name || !grants(token, operation, request, isRestricted)) return errorByStatus(403)
      return isWithinPlan(state, operation, account) ? account : errorByStatus(429)
    },
    ...(state.staticSandbox && {
      staticResponse: (operation, request) => staticResponse(sandboxPairs, operation, request),
    }),
    invalidRequest,
    errorResponse: errorByStatus,
  }
}

function findToken({ accessTokens, clock }: EmulatorState, { headers }: RequestParts): AccessToken | ServiceResponse {
  const sent = headers.get('x-amz-access-token')
  if (sent === null || sent === '') {
    return unauthorized('Access token is missing in the request header.')
  }
  const token = accessTokens.find(sent, clock.now())
  if (token === 'expired') return unauthorized('The access token you provided has expired.')
  if (token === 'invalid') return unauthorized('The access token you provided is revoked, malformed or invalid.')
  return token
}

/**
 * Returns whether a token allows a call. A grantless operation requires a token with its scope, a restricted call a token
 * for exactly that call, and any other call the seller's token.
 */
function grants(token: AccessToken, operation: Operation, { path }: RequestParts, isRestricted: boolean): boolean {
  if (token.scope !== operation.scope) return false
  if (token.resources === undefined) return !isRestricted
  const requested = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')
  return token.resources.some((resource) => resource.method === operation.method && resource.path === requested)
}

const accessDenied = 'Access to requested resource is denied.'

function unauthorized(details: string): ServiceResponse {
  return amazonError({ status: 403, code: 'Unauthorized', message: accessDenied, details })
}

function isWithinPlan({ usagePlans, clock }: EmulatorState, operation: Operation, account: Account): boolean {
  if (operation.plan === undefined) return true
  const { clientId, sellerId } = account
  return usagePlans.take({ clientId, sellerId, operation: operation.id }, operation.plan, clock.now())
}

function invalidRequest(violation: Violation): ServiceResponse {
  switch (violation.kind) {
    case 'media-type':
      return errorByStatus(415)
    case 'missing':
      return invalidInput('One or more required parameters missing', formatNames(violation.names))
    case 'invalid':
      return errorByStatus(400)
  }
}
