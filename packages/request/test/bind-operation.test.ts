import createClient from 'openapi-fetch'
import { describe, expect, test } from 'vitest'
import {
  type Authorize,
  type BoundOperation,
  bindOperation,
  createRequest,
  type Method,
  type RequestOptions,
} from '../src/index.ts'
import type { operations } from './sample-operations.ts'
import { json, ok, type Script, type Step, script, unavailable } from './scripted-fetch.ts'
import { instantClock } from './test-clock.ts'

const base = 'https://api.example'

const getReports: BoundOperation = {
  id: 'getReports',
  method: 'GET',
  path: '/reports',
  idempotent: true,
  parameters: { query: ['reportTypes', 'pageSize', 'nextToken'] },
}
const getReport: BoundOperation = {
  id: 'getReport',
  method: 'GET',
  path: '/reports/{reportId}',
  idempotent: true,
  parameters: { path: ['reportId'], header: ['x-view'] },
}
const createReport: BoundOperation = {
  id: 'createReport',
  method: 'POST',
  path: '/reports',
  idempotent: false,
  parameters: { query: ['dryRun'] },
  body: 'fields',
}
const replaceTags: BoundOperation = {
  id: 'replaceTags',
  method: 'PUT',
  path: '/reports/{reportId}/tags',
  idempotent: true,
  parameters: { path: ['reportId'] },
  body: 'whole',
}

interface Bound extends Script {
  readonly bind: <Bound>(operation: BoundOperation) => Bound
}

/** A real openapi-fetch client with the settings of the generated clients and a scripted fetch. */
function client(steps: Step[], options: RequestOptions = {}): Bound {
  const { fetch, requests } = script(...steps)
  const raw = createClient({
    baseUrl: base,
    fetch: () => Promise.reject(new Error('the client’s own fetch is not used')),
    querySerializer: { array: { style: 'form', explode: false } },
  })
  const request = createRequest({ fetch, clock: instantClock(), ...options })
  return { fetch, requests, bind: (operation) => bindOperation(request, raw.request, operation) }
}

describe('a bound method', () => {
  test('sorts its input into parameters and body fields', async () => {
    const { bind, requests } = client([() => json(202, { reportId: '1' })])
    const method: Method<operations['createReport']> = bind(createReport)
    expect(await method({ dryRun: true, reportType: 'A', reportOptions: { a: 'b' } })).toEqual({ reportId: '1' })
    const [request] = requests
    expect(`${request?.method} ${request?.url}`).toBe(`POST ${base}/reports?dryRun=true`)
    expect(request?.headers.get('content-type')).toBe('application/json')
    expect(await request?.json()).toEqual({ reportType: 'A', reportOptions: { a: 'b' } })
  })

  test('encodes parameters in the path and in headers', async () => {
    const { bind, requests } = client([ok])
    await bind<Method<operations['getReport']>>(getReport)({ reportId: 'a/b c', 'x-view': 'full' })
    expect(requests[0]?.url).toBe(`${base}/reports/a%2Fb%20c`)
    expect(requests[0]?.headers.get('x-view')).toBe('full')
    expect(requests[0]?.body).toBeNull()
    expect(requests[0]?.headers.has('content-type')).toBe(false)
  })

  test('sends the key body as the whole body if the operation expects that', async () => {
    const { bind, requests } = client([() => new Response(null, { status: 204 })])
    const method = bind<(input: { reportId: string; body: string[] }) => Promise<undefined>>(replaceTags)
    expect(await method({ reportId: '1', body: ['x'] })).toBeUndefined()
    expect(await requests[0]?.json()).toEqual(['x'])
  })

  test('omits undefined values', async () => {
    const { bind, requests } = client([ok])
    const method: Method<operations['getReports']> = bind(getReports)
    await method({ reportTypes: ['A', 'B'], pageSize: undefined })
    expect(requests[0]?.url).toBe(`${base}/reports?reportTypes=A,B`)
    const create: Method<operations['createReport']> = bind(createReport)
    await create({ reportType: 'A', reportOptions: undefined, dryRun: undefined })
    expect(requests[1]?.url).toBe(`${base}/reports`)
    expect(await requests[1]?.text()).toBe('{"reportType":"A"}')
  })

  test('can be called without an input if none is required', async () => {
    const { bind, requests } = client([ok])
    await bind<Method<operations['getReports']>>(getReports)()
    expect(requests[0]?.url).toBe(`${base}/reports`)
  })

  test('returns status, headers and request id from withResponse', async () => {
    const { bind } = client([() => json(200, { reportId: '1' }, { 'x-extra': 'yes' })])
    const response = await bind<Method<operations['getReport']>>(getReport)({ reportId: '1' }).withResponse()
    expect(response).toMatchObject({ body: { reportId: '1' }, status: 200, requestId: 'id-1' })
    expect(response.headers.get('x-extra')).toBe('yes')
  })

  test('builds and authorizes a new request with its body for each attempt', async () => {
    const seen: string[] = []
    const authorize: Authorize = (request, { number }) => {
      seen.push(`${number} ${request.headers.get('x-token')}`)
      request.headers.set('x-token', `token ${number}`)
      return request
    }
    const { bind, requests } = client([unavailable, unavailable, ok], { authorize })
    await bind<Method<operations['choose']>>({ ...createReport, idempotent: true })({ card: 'x' })
    expect(seen).toEqual(['1 null', '2 null', '3 null'])
    expect(await Promise.all(requests.map((request) => request.text()))).toEqual(Array(3).fill('{"card":"x"}'))
  })

  test('passes on signal, deadline and headers', async () => {
    const { bind, requests } = client([ok])
    const method: Method<operations['getReports']> = bind(getReports)
    await method({}, { headers: { 'x-mine': '1' } })
    expect(requests[0]?.headers.get('x-mine')).toBe('1')
    await expect(method({}, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
    await expect(method({}, { deadline: new Date(0) })).rejects.toMatchObject({ code: 'DEADLINE' })
    expect(requests).toHaveLength(1)
  })

  test('causes no unhandled rejection, with or without withResponse', async () => {
    const unhandled: unknown[] = []
    const record = (error: unknown) => unhandled.push(error)
    process.on('unhandledRejection', record)
    const { bind } = client([() => json(400, {})])
    const method: Method<operations['getReports']> = bind(getReports)
    await expect(method().withResponse()).rejects.toMatchObject({ status: 400 })
    await expect(method()).rejects.toMatchObject({ status: 400 })
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', record)
    expect(unhandled).toEqual([])
  })
})

describe('an invalid input rejects with a TypeError and sends nothing', () => {
  type Loose = (input?: unknown) => Promise<unknown>
  const mistakes: [string, BoundOperation, unknown][] = [
    [
      'getReports: unknown field `pageSise`. Expected one of: reportTypes, pageSize, nextToken.',
      getReports,
      { pageSise: 1 },
    ],
    ['getReport: unknown field `id`. Expected one of: reportId, x-view.', getReport, { reportId: '1', id: '2' }],
    ['replaceTags: unknown field `tags`. Expected one of: reportId, body.', replaceTags, { reportId: '1', tags: [] }],
    ['ping: unknown field `a`. The operation has no fields.', { ...getReports, id: 'ping', parameters: {} }, { a: 1 }],
    ['getReport: reportId is missing', getReport, {}],
    ['getReport: reportId is missing', getReport, { reportId: undefined }],
    ['getReport: reportId is missing', getReport, { reportId: null }],
    ['getReport: reportId must not be ""', getReport, { reportId: '' }],
    ['getReport: reportId must not be ".."', getReport, { reportId: '..' }],
    ['getReports: the input must be an object', getReports, 'A'],
    ['getReports: the input must be an object', getReports, ['A']],
    ['getReports: the input must be an object', getReports, null],
  ]
  test.each(mistakes)('%s', async (message, operation, input) => {
    const { bind, requests } = client([ok])
    const failure = bind<Loose>(operation)(input)
    await expect(failure).rejects.toThrow(TypeError)
    await expect(failure).rejects.toThrow(message)
    expect(requests).toHaveLength(0)
  })
})
