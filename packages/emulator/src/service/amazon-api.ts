import type { Operation } from '../contract/load-contract.ts'
import type { RequestParts, Violation } from '../contract/read-request.ts'
import type { AccessToken } from '../state/access-tokens.ts'
import type { Account } from '../state/accounts.ts'
import { amazonError, errorByStatus, invalidInput, listed } from './amazon-errors.ts'
import type { Answer, Service, ServicePart, World } from './service-definition.ts'

/** Whether a call may be made with a restricted data token alone. */
export type NeedsRestrictedToken = (operation: Operation, parameters: RequestParts['path']) => boolean

/**
 * A service in the manner that Amazon's report APIs share: callers show an access token, a usage plan limits them, and
 * errors are lists of `{code, message, details}`.
 *
 * @param name The service's name: only accounts of that service may call.
 * @param needsRestrictedToken Which calls that are; none, if left out.
 */
export function amazonApi<Fixtures>(
  world: World,
  name: string,
  { handlers, fixtures }: ServicePart<Fixtures>,
  needsRestrictedToken: NeedsRestrictedToken = () => false,
): Service<Fixtures> {
  return {
    handlers,
    fixtures,
    admit: (operation, request) => {
      const token = tokenOf(world, request)
      if ('status' in token) return token
      const { account } = token
      const isRestricted = needsRestrictedToken(operation, request.path)
      // A token of another kind, or for another API, is a good one in the wrong place.
      if (account.service !== name || !opens(token, operation, request, isRestricted)) return errorByStatus(403)
      return withinPlan(world, operation, account) ? account : errorByStatus(429)
    },
    refuse,
    fail: errorByStatus,
  }
}

function tokenOf(world: World, { headers }: RequestParts): AccessToken | Answer {
  const sent = headers.get('x-amz-access-token')
  if (sent === null || sent === '') {
    return amazonError({ status: 403, code: 'MissingAuthenticationToken', message: accessDenied })
  }
  const token = world.accessTokens.find(sent, world.clock.now())
  if (token === 'expired') return denied('The access token you provided has expired.')
  if (token === 'invalid') return denied('The access token you provided is revoked, malformed or invalid.')
  return token
}

/** A grantless operation wants a token of its scope, a restricted call one for just that call, every other the seller's. */
function opens(token: AccessToken, operation: Operation, { path }: RequestParts, isRestricted: boolean): boolean {
  if (token.scope !== operation.scope) return false
  if (token.resources === undefined) return !isRestricted
  const called = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')
  return token.resources.some((resource) => resource.method === operation.method && resource.path === called)
}

const accessDenied = 'Access to requested resource is denied.'

function denied(details: string): Answer {
  return amazonError({ status: 403, code: 'Unauthorized', message: accessDenied, details })
}

function withinPlan({ usagePlans, clock }: World, operation: Operation, account: Account): boolean {
  if (operation.plan === undefined) return true
  const { clientId, sellerId } = account
  return usagePlans.take({ clientId, sellerId, operation: operation.id }, operation.plan, clock.now())
}

function refuse(violation: Violation): Answer {
  switch (violation.kind) {
    case 'media-type':
      return errorByStatus(415)
    case 'missing':
      return invalidInput('One or more required parameters missing', listed(violation.names))
    case 'unfit':
      return errorByStatus(400)
  }
}
