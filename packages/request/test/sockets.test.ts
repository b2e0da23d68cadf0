import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ApiError, createRequest, RequestError } from '../src/index.ts'
import { createReport, failureOf, getReports, sendTo } from './scripted-fetch.ts'
import { tcpServer, wire } from './tcp-server.ts'
import { instantClock } from './test-clock.ts'

function requester() {
  const clock = instantClock()
  return { clock, request: createRequest({ clock, random: () => 0.5, timeout: 5_000 }) }
}

const whole = (body: string) => wire('200 OK', [`content-length: ${body.length}`], body)

const breaks: [string, (socket: Socket) => void, object][] = [
  ['resets the connection', (socket) => socket.resetAndDestroy(), { code: 'NETWORK' }],
  ['closes the connection', (socket) => socket.end(), { code: 'NETWORK' }],
  ['speaks no HTTP', (socket) => socket.end('220 mail ready\r\n'), { code: 'NETWORK' }],
  [
    'resets the connection after half a head',
    (socket) => socket.write('HTTP/1.1 200 OK\r\nx-amzn-Req', () => socket.resetAndDestroy()),
    { code: 'NETWORK' },
  ],
  [
    'sends less than its Content-Length says',
    (socket) => socket.end(wire('200 OK', ['content-length: 100'], '{"reports":[')),
    { code: 'NETWORK', status: 200, requestId: 'id-wire' },
  ],
  [
    'sends chunks without the last one',
    (socket) => socket.end(wire('200 OK', ['transfer-encoding: chunked'], '5\r\n{"a":\r\n')),
    { code: 'NETWORK', status: 200, requestId: 'id-wire' },
  ],
  [
    'sends JSON cut short',
    (socket) => socket.write(whole('{"reports":[{"reportId":"5')),
    { code: 'BAD_RESPONSE', status: 200, requestId: 'id-wire' },
  ],
  [
    'sends HTML with status 200',
    (socket) => socket.write(wire('200 OK', ['content-type: text/html', 'content-length: 4'], '<p>?')),
    { code: 'BAD_RESPONSE', status: 200, requestId: 'id-wire' },
  ],
  [
    'sends an empty 503',
    (socket) => socket.write(wire('503 Service Unavailable', ['content-length: 0'])),
    { code: 'API_ERROR', status: 503, requestId: 'id-wire', errors: [] },
  ],
]

describe.each(breaks)('a service that %s', (_, respond, expected) => {
  test('receives an idempotent request five times', async () => {
    await using server = await tcpServer(respond)
    const error = await failureOf(requester().request(getReports, sendTo(server.url)))
    expect(error).toBeInstanceOf(RequestError)
    expect(error).toMatchObject({ ...expected, attempts: 5, outcomeUnknown: false })
    expect(server.heads).toHaveLength(5)
  })

  test('receives a request that is not idempotent once', async () => {
    await using server = await tcpServer(respond)
    const error = await failureOf(requester().request(createReport, sendTo(server.url, { body: '{}' })))
    expect(error).toMatchObject({ ...expected, attempts: 1, outcomeUnknown: true })
    expect(server.heads).toHaveLength(1)
    expect(server.connections).toBe(1)
  })
})

test('a kept-alive connection that is reset causes no second createReport', async () => {
  await using server = await tcpServer((socket, number) =>
    number === 1 ? socket.write(whole('{}')) : socket.resetAndDestroy(),
  )
  const { request } = requester()
  const send = sendTo(server.url, { body: '{}' })
  await request(createReport, send)
  expect(await failureOf(request(createReport, send))).toMatchObject({ code: 'NETWORK', outcomeUnknown: true })
  expect(server.heads).toHaveLength(2)
})

test('a hundred calls whose connections are reset send each request that is not idempotent once', async () => {
  await using server = await tcpServer((socket) => socket.resetAndDestroy())
  const { request } = requester()
  const calls = Array.from({ length: 100 }, () => failureOf(request(createReport, sendTo(server.url, { body: '{}' }))))
  expect(await Promise.all(calls)).toHaveLength(100)
  expect(server.heads).toHaveLength(100)
})

test.each([
  ['idempotent', getReports],
  ['not idempotent', createReport],
])('without a listener, a request that is %s is attempted five times', async (_, operation) => {
  const closed = await tcpServer(() => {})
  await closed[Symbol.asyncDispose]()
  const { request, clock } = requester()
  const error = await failureOf(request(operation, sendTo(closed.url)))
  expect(error).toMatchObject({ code: 'NETWORK', attempts: 5, outcomeUnknown: false, cause: { code: 'ECONNREFUSED' } })
  expect(error).toHaveProperty('message', expect.stringContaining('no connection (ECONNREFUSED connect 127.0.0.1'))
  expect(clock.sleeps).toEqual([250, 500, 1000, 2000])
})

test('a 403 in the XML of the document store is an ApiError with its request id', async () => {
  const xml = '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>'
  await using server = await tcpServer((socket) =>
    socket.write(
      `HTTP/1.1 403 Forbidden\r\nx-amz-request-id: S3ID\r\ncontent-type: application/xml\r\ncontent-length: ${xml.length}\r\n\r\n${xml}`,
    ),
  )
  const error = await failureOf(requester().request(getReports, sendTo(server.url)))
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ requestId: 'S3ID', errors: [{ code: 'AccessDenied', message: 'Access Denied' }] })
})

test('a body is sent with its length instead of in chunks, and with the User-Agent', async () => {
  await using server = await tcpServer((socket) => socket.write(whole('{}')))
  const request = createRequest({ application: { name: 'Shop sync', version: '2.1' } })
  await request(createReport, sendTo(server.url, { body: '{"a":1}' }))
  expect(server.heads[0]?.toLowerCase()).toContain('\r\ncontent-length: 7')
  expect(server.heads[0]?.toLowerCase()).not.toContain('transfer-encoding')
  expect(server.heads[0]).toContain('user-agent: Shop sync/2.1 (Language=TypeScript; Library=Reportline)')
})

test('a redirect is not followed with credentials', async () => {
  await using elsewhere = await tcpServer((socket) => socket.write(whole('{}')))
  await using server = await tcpServer((socket) =>
    socket.write(wire('302 Found', [`location: ${elsewhere.url}/`, 'content-length: 0'])),
  )
  const error = await failureOf(requester().request(getReports, sendTo(server.url)))
  expect(error).toMatchObject({ code: 'API_ERROR', status: 302 })
  expect(elsewhere.heads).toHaveLength(0)
})

test('an aborted call closes its connection', async () => {
  const controller = new AbortController()
  let closed: Promise<unknown> | undefined
  await using server = await tcpServer((socket) => {
    closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write(wire('200 OK', ['content-length: 100'], '{'), () => controller.abort(new Error('enough')))
  })
  const { request } = requester()
  const error = await failureOf(request(getReports, sendTo(server.url), { signal: controller.signal }))
  expect(error).toBe(controller.signal.reason)
  await closed
})
