import { randomUUID } from 'node:crypto'
import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { Contract } from '../../contract/load-contract.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import type { Call, Handler, Service, ServiceDefinition, ServiceResponse } from '../service-definition.ts'
import { authenticate } from './authenticate.ts'
import { Idempotency } from './idempotency.ts'
import { invalidRequest } from './invalid-request.ts'
import { normalizeRequest } from './normalize-request.ts'
import { PayAccount, type PayCredentials } from './pay-account.ts'
import { callerOf } from './pay-caller.ts'
import { payErrorByStatus } from './pay-errors.ts'
import { type EnvironmentApis, type PayFixtures, payFixtures } from './pay-fixtures.ts'
import { payRoute } from './pay-path.ts'
import { PayReportsApi, retentionMs } from './pay-reports-api.ts'
import { PaySchedulesApi } from './pay-schedules-api.ts'
import { Settlements } from './settlements.ts'

/** Amazon Pay's API for reports, version 2. It has two environments and one merchant, which signs each request. */
export const service = {
  name: 'pay',
  apis: ['pay-reports'],
  account: false,
  route: payRoute,
  open: (state: EmulatorState, contracts: Readonly<Record<'pay-reports', Contract>>) => {
    const account = new PayAccount(state.pay)
    const environments = createEnvironments(state, account)
    const settlements = new Settlements(environments.live.reports.factory, retentionMs, state.clock.now())
    return {
      handlers: createHandlers(environments, () => settlements.createDue(state.clock.now())),
      fixtures: payFixtures(contracts['pay-reports'], environments),
      credentials: account.credentials(),
      authenticate: (_, request) => authenticate(account, request),
      normalize: (_, request) => normalizeRequest(request, state.warn),
      invalidRequest,
      errorResponse: payErrorByStatus,
      finalizeResponse,
    } satisfies Service<PayFixtures> & { readonly credentials: PayCredentials }
  },
} as const satisfies ServiceDefinition

type Environments = Readonly<Record<PayEnvironment, EnvironmentApis>>

/** Creates the environments. Each has its own reports, schedules and idempotency keys. */
function createEnvironments(state: EmulatorState, { region }: PayAccount): Environments {
  const create = (environment: PayEnvironment, other: () => PayReportsApi): EnvironmentApis => {
    const idempotency = new Idempotency()
    const isInOtherEnvironment = (id: string): boolean => !reports.hasDocument(id) && other().hasDocument(id)
    const reports = new PayReportsApi(state, { environment, region, idempotency, isInOtherEnvironment })
    const schedules = new PaySchedulesApi(state, { environment, region, idempotency, factory: reports.factory })
    return { reports, schedules }
  }
  const live = create('live', () => sandbox.reports)
  const sandbox = create('sandbox', () => live.reports)
  return { live, sandbox }
}

/** Creates handlers that pass each call to its environment. */
function createHandlers(environments: Environments, beforeCall: () => void): Readonly<Record<string, Handler>> {
  const handlersOf = ({ reports, schedules }: EnvironmentApis) => ({ ...reports.handlers, ...schedules.handlers })
  const handlers: Record<PayEnvironment, Readonly<Record<string, Handler>>> = {
    live: handlersOf(environments.live),
    sandbox: handlersOf(environments.sandbox),
  }
  return Object.fromEntries(
    Object.keys(handlers.live).map((name): [string, Handler] => [
      name,
      (call: Call<never, never>) => {
        beforeCall()
        return handlers[callerOf(call.request).environment][name]?.(call) ?? payErrorByStatus(500)
      },
    ]),
  )
}

/** Adds a request id and sorts the keys of the body, as Amazon Pay does in every response. */
function finalizeResponse(response: ServiceResponse): ServiceResponse {
  const headers = { ...response.headers, 'x-amz-pay-request-id': randomUUID() }
  return { ...response, headers, body: sortKeys(response.body) }
}

/** Sorts the keys of a value and of all nested values alphabetically. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, nested]) => [key, sortKeys(nested)]))
}
