import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createRequest, type Operation, type RequestOptions } from '../src/index.ts'
import {
  createReport,
  failureOf,
  getReports,
  json,
  ok,
  quotaExceeded,
  script,
  send,
  setUp,
  unavailable,
} from './scripted-fetch.ts'
import { manualClock } from './test-clock.ts'

const never = () => new Promise<Response>(() => {})
const neverEnding = () =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{')) }), {
    headers: { 'x-amzn-RequestId': 'id-slow' },
  })
const limited: Operation = { ...getReports, rate: 0.1, burst: 1 }

describe('a timeout', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  /** Makes a call and lets each attempt time out. */
  async function outlast(step: () => Response | Promise<Response>, operation: Operation, options: RequestOptions = {}) {
    const { request, requests } = setUp([step], { timeout: 1_000, ...options })
    const failure = failureOf(request(operation, send))
    await vi.runAllTimersAsync()
    return { error: await failure, requests }
  }

  test('ends an attempt without a response, and the call is retried', async () => {
    const { error, requests } = await outlast(never, getReports)
    expect(error).toMatchObject({ code: 'TIMEOUT', attempts: 5, outcomeUnknown: false, status: undefined })
    expect(error).toHaveProperty('message', expect.stringContaining('took longer than 1000 ms'))
    expect(requests).toHaveLength(5)
    expect(requests.every(({ signal }) => signal.aborted)).toBe(true)
  })

  test('leaves the outcome unknown if the operation is not idempotent', async () => {
    const { error, requests } = await outlast(never, createReport)
    expect(error).toMatchObject({ code: 'TIMEOUT', attempts: 1, outcomeUnknown: true })
    expect(requests).toHaveLength(1)
  })

  test('includes reading the body', async () => {
    const { error } = await outlast(neverEnding, createReport)
    expect(error).toMatchObject({ code: 'TIMEOUT', status: 200, requestId: 'id-slow', outcomeUnknown: true })
  })

  test('includes authorizing, after which any operation is retried because nothing was sent', async () => {
    const { error, requests } = await outlast(ok, createReport, { authorize: () => new Promise(() => {}) })
    expect(error).toMatchObject({ code: 'TIMEOUT', attempts: 5, outcomeUnknown: false })
    expect(requests).toHaveLength(0)
  })

  test('sends nothing that was authorized too late', async () => {
    const { requests } = await outlast(ok, createReport, {
      authorize: (outgoing) => new Promise((resolve) => setTimeout(() => resolve(outgoing), 1_500)),
    })
    expect(requests).toHaveLength(0)
  })

  test('leaves no timer when the response arrives in time', async () => {
    const { request } = setUp([ok])
    await request(getReports, send)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('can be longer than the maximum of a timer', async () => {
    const { request } = setUp([ok], { timeout: 2 ** 40 })
    await request(getReports, send)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is shortened by an earlier deadline, after which nothing is retried', async () => {
    const { request, requests, clock } = setUp([never])
    const failure = failureOf(request(createReport, send, { deadline: new Date(clock.now() + 500) }))
    await vi.runAllTimersAsync()
    expect(await failure).toMatchObject({ code: 'DEADLINE', attempts: 1, outcomeUnknown: true })
    expect(requests).toHaveLength(1)
  })

  test('is shortened by an earlier deadline for an idempotent call, too', async () => {
    const { request, requests, clock } = setUp([never])
    const failure = failureOf(request(getReports, send, { deadline: new Date(clock.now() + 500) }))
    await vi.runAllTimersAsync()
    expect(await failure).toMatchObject({ code: 'DEADLINE', attempts: 1, outcomeUnknown: false })
    expect(requests).toHaveLength(1)
  })
})

describe('a deadline', () => {
  test('that has passed fails the call before anything is sent', async () => {
    const { request, requests, clock } = setUp([ok])
    const error = await failureOf(request(getReports, send, { deadline: new Date(clock.now()) }))
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 0, outcomeUnknown: false })
    expect(requests).toHaveLength(0)
  })

  test('that the bucket cannot meet fails the call immediately', async () => {
    const { request, requests, clock } = setUp([ok])
    await request(limited, send)
    const began = clock.now()
    const error = await failureOf(request(limited, send, { deadline: new Date(began + 9_999) }))
    expect(error).toMatchObject({ code: 'DEADLINE', attempts: 0 })
    expect(error).toHaveProperty('message', expect.stringContaining('before the rate limit allows a request, in 10 s'))
    expect(clock.now()).toBe(began)
    expect(requests).toHaveLength(1)
  })

  test('that comes before the next attempt ends the call with the failure as its cause', async () => {
    const { request, clock } = setUp([unavailable])
    const error = await failureOf(request(getReports, send, { deadline: new Date(clock.now() + 700) }))
    expect(error).toMatchObject({
      code: 'DEADLINE',
      attempts: 2,
      status: 503,
      requestId: 'id-503',
      cause: { code: 'API_ERROR', status: 503 },
    })
    expect(clock.sleeps).toEqual([250])
  })

  test('before the end of Retry-After fails the call without a pause', async () => {
    const { request, clock } = setUp([() => quotaExceeded({ 'retry-after': '60' })])
    const error = await failureOf(request(createReport, send, { deadline: new Date(clock.now() + 30_000) }))
    expect(error).toMatchObject({ code: 'DEADLINE', status: 429, outcomeUnknown: false })
    expect(clock.sleeps).toEqual([])
  })

  test('that is not a valid date is a TypeError', async () => {
    const { request } = setUp([ok])
    expect(await failureOf(request(getReports, send, { deadline: new Date('soon') }))).toBeInstanceOf(TypeError)
  })
})

describe('an aborted signal', () => {
  const reason = new Error('enough')

  test('ends a call before it starts', async () => {
    const { request, requests, events } = setUp([ok])
    expect(await failureOf(request(getReports, send, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(requests).toHaveLength(0)
    expect(events).toEqual([])
  })

  test('ends a call that waits for a token', async () => {
    const clock = manualClock()
    const { fetch, requests } = script(ok)
    const request = createRequest({ fetch, clock })
    const controller = new AbortController()
    await request(limited, send)
    const failure = failureOf(request(limited, send, { signal: controller.signal }))
    await clock.advance(5_000)
    controller.abort(reason)
    expect(await failure).toBe(reason)
    await clock.advance(60_000)
    expect(requests).toHaveLength(1)
    expect(clock.pendingSleeps).toBe(0)
  })

  test.each([
    ['without a response', never],
    ['whose response does not end', neverEnding],
  ])('ends a request %s', async (_, step) => {
    const controller = new AbortController()
    const { request, requests } = setUp([
      () => {
        queueMicrotask(() => controller.abort(reason))
        return step()
      },
    ])
    expect(await failureOf(request(createReport, send, { signal: controller.signal }))).toBe(reason)
    expect(requests).toHaveLength(1)
  })

  test('ends a call while it is authorized', async () => {
    const controller = new AbortController()
    const authorize = () => {
      queueMicrotask(() => controller.abort(reason))
      return new Promise<Request>(() => {})
    }
    const { request } = setUp([ok], { authorize })
    expect(await failureOf(request(getReports, send, { signal: controller.signal }))).toBe(reason)
  })

  test('ends a pause before the next attempt', async () => {
    const clock = manualClock()
    const { fetch, requests } = script(unavailable)
    const controller = new AbortController()
    const failure = failureOf(
      createRequest({ fetch, clock, random: () => 0.5 })(getReports, send, { signal: controller.signal }),
    )
    await clock.advance(100)
    expect(clock.pendingSleeps).toBe(1)
    controller.abort(reason)
    expect(await failure).toBe(reason)
    expect(requests).toHaveLength(1)
    expect(clock.pendingSleeps).toBe(0)
  })

  test('may have any reason', async () => {
    const { request } = setUp([ok])
    expect(await failureOf(request(getReports, send, { signal: AbortSignal.abort('a string') }))).toBe('a string')
  })

  test('is no longer listened to when the call has ended', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    const { request } = setUp([() => json(200, {})])
    await request(limited, send, { signal })
    expect(added).toHaveBeenCalled()
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(added.mock.calls.map(([, listener]) => listener))
  })
})
