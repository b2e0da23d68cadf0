import type { Account } from './accounts.ts'
import { amazonError, errorByStatus, invalidInput, listed } from './amazon-errors.ts'
import type { Operation } from './contract/load-contract.ts'
import type { Violation } from './contract/read-request.ts'
import type { Answer, IncomingRequest, Service, ServicePart, World } from './define-service.ts'

/**
 * A service in the manner that Amazon's report APIs share: callers show an access token, a usage plan limits them, and
 * errors are lists of `{code, message, details}`.
 *
 * @param name The service's name: only accounts of that service may call.
 */
export function amazonApi<Given>(world: World, name: string, part: ServicePart<Given>): Service<Given> {
  return {
    ...part,
    admit: (operation, request) => {
      const account = accountOf(world, name, request)
      if ('status' in account) return account
      return withinPlan(world, operation, account) ? account : errorByStatus(429)
    },
    refuse,
    fail: errorByStatus,
  }
}

function accountOf(world: World, name: string, { headers }: IncomingRequest): Account | Answer {
  const sent = headers.get('x-amz-access-token')
  if (sent === null || sent === '') {
    return amazonError({ status: 403, code: 'MissingAuthenticationToken', message: accessDenied })
  }
  const token = world.accessTokens.find(sent, world.clock.now())
  if (token === 'expired') return denied('The access token you provided has expired.')
  if (token === 'invalid') return denied('The access token you provided is revoked, malformed or invalid.')
  // A token for the application alone, or for another API, is a good one in the wrong place.
  return token.scope === undefined && token.account.service === name ? token.account : errorByStatus(403)
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
