import { randomUUID } from 'node:crypto'
import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { Contract } from '../contract/load-contract.ts'
import type { Answer, Call, Handler, Service, ServiceDefinition, World } from '../service/service-definition.ts'
import { alphabetical } from './alphabetical.ts'
import { refuseCaller } from './authenticate.ts'
import { Idempotency } from './idempotency.ts'
import { refuseViolation } from './invalid-request.ts'
import { normalised } from './normalize-request.ts'
import { PayAccount, type PayCredentials } from './pay-account.ts'
import { callerOf } from './pay-caller.ts'
import { payErrorByStatus } from './pay-errors.ts'
import { type PayFixtures, payFixtures } from './pay-fixtures.ts'
import { payRoute } from './pay-path.ts'
import { type PayReportsApi, payReportsApi, retention } from './pay-reports-api.ts'
import { paySchedulesApi } from './pay-schedules-api.ts'
import { Settlements } from './settlements.ts'

/** Amazon Pay's API for reports, version 2, with its two environments, called by one merchant who signs each request. */
export const service = {
  name: 'pay',
  apis: ['pay-reports'],
  account: false,
  route: payRoute,
  open: (world: World, contracts: Readonly<Record<'pay-reports', Contract>>) => {
    const account = new PayAccount(world.pay)
    const books = openBooks(world, account)
    return {
      handlers: inEnvironment(books),
      fixtures: payFixtures(contracts['pay-reports'], books),
      credentials: account.credentials(),
      admit: (_, request) => refuseCaller(account, request),
      normalise: (_, request) => normalised(request, world.warn),
      refuse: refuseViolation,
      fail: payErrorByStatus,
      dress,
    } satisfies Service<PayFixtures> & { readonly credentials: PayCredentials }
  },
} as const satisfies ServiceDefinition

type Books = ReturnType<typeof openBooks>

/** Live and sandbox: each has its own reports and schedules. */
function openBooks(world: World, { region }: PayAccount) {
  const openBook = (environment: PayEnvironment, other: () => PayReportsApi) => {
    const idempotency = new Idempotency()
    const isElsewhere = (id: string): boolean => !reports.hasDocument(id) && other().hasDocument(id)
    const reports = payReportsApi(world, { environment, region, idempotency, isElsewhere })
    const schedules = paySchedulesApi(world, { environment, region, idempotency, maker: reports.maker })
    return { reports, schedules }
  }
  const live = openBook('live', () => sandbox.reports)
  const sandbox = openBook('sandbox', () => live.reports)
  const settlements = new Settlements(live.reports.maker, retention, world.clock.now())
  return { live, sandbox, settle: () => settlements.catchUp(world.clock.now()) }
}

/** Hands each call to the environment that it is made in. */
function inEnvironment(books: Books): Readonly<Record<string, Handler>> {
  const handlersOf = ({ reports, schedules }: Books[PayEnvironment]) => ({ ...reports.handlers, ...schedules.handlers })
  const handlers: Record<PayEnvironment, Readonly<Record<string, Handler>>> = {
    live: handlersOf(books.live),
    sandbox: handlersOf(books.sandbox),
  }
  const names = Object.keys(handlers.live)
  return Object.fromEntries(
    names.map((name): [string, Handler] => [
      name,
      (call: Call<never, never>) => {
        books.settle()
        return handlers[callerOf(call.request).environment][name]?.(call) ?? payErrorByStatus(500)
      },
    ]),
  )
}

/** Every answer names its request, and has its keys in the order of the alphabet. */
function dress(answer: Answer): Answer {
  const headers = { ...answer.headers, 'x-amz-pay-request-id': randomUUID() }
  return { ...answer, headers, ...(answer.body === undefined ? {} : { body: alphabetical(answer.body) }) }
}
