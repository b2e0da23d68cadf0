import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Api, listApis, readBundle, workspace } from '@reportline/scripts/apis'
import {
  type Bundle,
  listOperations,
  type OperationObject,
  type Parameter,
  resolveReference,
} from '@reportline/scripts/generate/bundle'
import { describe, expect, test } from 'vitest'
import { readReplays } from '../src/read-replays.ts'

function apiNamed(name: string): Api {
  const api = listApis().find((one) => one.name === name)
  if (api === undefined) throw new Error(`there is no API ${name}`)
  return api
}

const apis = {
  sellingPartner: apiNamed('selling-partner-reports'),
  business: apiNamed('business-reports'),
}

const notifications = apiNamed('selling-partner-notifications')
const tokens = apiNamed('selling-partner-tokens')

const operationsOf = (api: Api) => listOperations(readBundle(api))

function response(bundle: Bundle, { responses }: OperationObject, status: string): { description: string } {
  return resolveReference(bundle, responses[status] as { description: string })
}

function parameter(api: Api, operationId: string, name: string): Parameter {
  const located = operationsOf(api).find(({ operation }) => operation.operationId === operationId)
  const found = located?.parameters.find((one) => one.name === name)
  if (found === undefined) throw new Error(`${operationId} has no parameter ${name}`)
  return found
}

describe('the specification of the Selling Partner API for Reports', () => {
  test('has the usage plans of the reference', () => {
    const plans = operationsOf(apis.sellingPartner).map(({ operation }) => [
      operation.operationId,
      operation['x-rate-limit'],
    ])
    const slow = { rate: 0.0222, burst: 10 }
    expect(Object.fromEntries(plans)).toEqual({
      getReports: slow,
      createReport: { rate: 0.0167, burst: 15 },
      getReport: { rate: 2, burst: 15 },
      cancelReport: slow,
      getReportSchedules: slow,
      createReportSchedule: slow,
      getReportSchedule: slow,
      cancelReportSchedule: slow,
      getReportDocument: { rate: 0.0167, burst: 15 },
    })
  })

  test('says that larger selling partners can have higher plans', () => {
    const { info } = readBundle(apis.sellingPartner)
    expect(info.description).toMatch(/larger\s+selling partners can have higher plans/i)
  })

  test('gives the default of enableContentEncodingUrlHeader', () => {
    const { schema, description } = parameter(
      apis.sellingPartner,
      'getReportDocument',
      'enableContentEncodingUrlHeader',
    )
    expect(schema).toEqual({ type: 'boolean', default: false })
    expect(description).toMatch(/by default it has\s+`Content-Encoding: identity`/i)
  })

  test('advises to poll the queue at about the interval of the schedule', () => {
    const create = operationsOf(apis.sellingPartner).find(
      ({ operation }) => operation.operationId === 'createReportSchedule',
    )
    expect(create?.operation.description).toMatch(/poll the queue at about the\s+interval of the schedule/)
  })
})

describe('the specification of the Amazon Business API for Reports', () => {
  test('has the published usage plans, none of them assumed', () => {
    const plans = operationsOf(apis.business).map(({ operation }) => [operation.operationId, operation['x-rate-limit']])
    expect(Object.fromEntries(plans)).toEqual({
      getReports: { rate: 0.1, burst: 10 },
      createReport: { rate: 0.1, burst: 15 },
      getReport: { rate: 2, burst: 15 },
      cancelReport: { rate: 0.1, burst: 10 },
      getReportDocument: { rate: 0.1, burst: 15 },
    })
  })
})

for (const [name, api] of Object.entries(apis)) {
  describe(`every operation of the specification ${name}`, () => {
    const replays = readReplays(api)

    test('says of the ids in its path that they are unique within one account only', () => {
      const ids = operationsOf(api).flatMap(({ parameters }) => parameters.filter((one) => one.in === 'path'))
      expect(ids.length).toBeGreaterThan(0)
      for (const { description } of ids) expect(description).toMatch(/unique within one [\w ]+\s+only/)
    })

    test('lists an invalid signature among the reasons for 403', () => {
      const bundle = readBundle(api)
      for (const { operation } of listOperations(bundle)) {
        expect(response(bundle, operation, '403').description).toMatch(/signature is\s+invalid/)
      }
    })

    test('has examples of its own for 400, 403 and 429, and for 404 if a report or schedule may not exist', () => {
      for (const { operation, path } of operationsOf(api)) {
        const own = replays.filter(({ key }) => key.startsWith(`${operation.operationId}.`))
        const statuses = new Set(own.map(({ expected }) => expected.status))
        const required = /\{report(Schedule)?Id\}/.test(path) ? [400, 403, 404, 429] : [400, 403, 429]
        expect([operation.operationId, required.filter((status) => !statuses.has(status))]).toEqual([
          operation.operationId,
          [],
        ])
      }
    })

    test('has the request and the response of the static sandbox', () => {
      for (const { operation } of operationsOf(api)) {
        const { operationId } = operation
        const cases = replays.filter(({ key }) => key.startsWith(`${operationId}.static-sandbox`))
        expect(cases.map(({ key }) => key)).toEqual([
          `${operationId}.static-sandbox`,
          `${operationId}.static-sandbox-invalid`,
        ])
      }
    })
  })
}

describe('the specification of the Selling Partner API for Notifications', () => {
  const schemas = readBundle(notifications).components?.schemas as Readonly<Record<string, object>>

  test('has ten operations, each with the plan of one request per second and a burst of five', () => {
    const plans = operationsOf(notifications).map(({ operation }) => operation['x-rate-limit'])
    expect(plans).toHaveLength(10)
    for (const plan of plans) expect(plan).toMatchObject({ rate: 1, burst: 5 })
  })

  test('lists subscriptions of exactly one type in pages of 30 to 100', () => {
    const schemaOf = (name: string) => parameter(notifications, 'getSubscriptions', name).schema
    expect(schemaOf('notificationTypes')).toMatchObject({ minItems: 1, maxItems: 1 })
    expect(schemaOf('pageSize')).toMatchObject({ minimum: 30, maximum: 100, default: 30 })
  })

  test('declares the rate limit header for 200, 400 and 404 only', () => {
    const bundle = readBundle(notifications)
    for (const { operation } of operationsOf(notifications)) {
      const declared = Object.keys(operation.responses).filter((status) =>
        JSON.stringify(response(bundle, operation, status)).includes('x-amzn-RateLimit-Limit'),
      )
      expect(['200', '400', '404']).toEqual(expect.arrayContaining(declared))
      expect(declared).toContain('200')
    }
  })

  test('requires a grantless token for everything but the subscriptions of one selling partner', () => {
    const withSellerToken = operationsOf(notifications)
      .filter(({ operation }) => operation.security === undefined)
      .map(({ operation }) => operation.operationId)
    expect(withSellerToken.toSorted()).toEqual(['createSubscription', 'getSubscription', 'getSubscriptions'])
  })

  test('limits filter expressions to 256 characters and event filters to three types', () => {
    expect(schemas.ProcessingDirective).toMatchObject({
      properties: { filterExpression: { minLength: 1, maxLength: 256 } },
    })
    expect(schemas.EventFilterType).toMatchObject({
      enum: ['ANY_OFFER_CHANGED', 'ORDER_CHANGE', 'SHIPMENT_TRACKING_MILESTONE_CHANGED'],
    })
  })

  test('allows a finished report without a seller ID', () => {
    expect(schemas.FinishedReport).toMatchObject({ properties: { sellerId: { type: ['string', 'null'] } } })
  })
})

test('the Tokens API does not promise that an error has errors', () => {
  const schemas = readBundle(tokens).components?.schemas as Readonly<Record<string, object>>
  expect(schemas.ErrorList).not.toHaveProperty('required')
})

test('every operation of Amazon Pay has its own example of a wrong signature, the reason for 403 that Amazon names', () => {
  const api = apiNamed('pay-reports')
  const replays = readReplays(api)
  for (const { operation } of operationsOf(api)) {
    const { operationId } = operation
    const found = replays.find(({ key }) => key === `${operationId}.wrong-signature`)
    expect([operationId, found?.expected.status]).toEqual([operationId, 403])
  }
})

test('no page of a specification links outside its package, where the link leads nowhere once the package is published', () => {
  const pages = globSync('specs/*/{,deviations/}*.md', { cwd: workspace })
  expect(pages.length).toBeGreaterThan(20)
  const links = pages.flatMap((page) => readFileSync(join(workspace, page), 'utf8').match(/\]\(\.\.[^)]*\)/g) ?? [])
  expect(links).toEqual([])
})
