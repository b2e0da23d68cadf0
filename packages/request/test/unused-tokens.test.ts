import { expect, test } from 'vitest'
import { createRequest, type Operation, type RequestEvent, type RequestOptions } from '../src/index.ts'
import { createReport, failureOf, json, ok, type Step, script, send } from './scripted-fetch.ts'
import { manualClock } from './test-clock.ts'

/** One request per minute. A call that wastes the token delays the next one by a minute. */
const limited: Operation = { ...createReport, rate: 0.0167, burst: 1 }
const limits = [{ name: 'GET_SALES', rate: 0.01, burst: 1 }]

/** A clock that does not move: only a call that finds a token can end. */
function setUp(steps: Step[], options: RequestOptions = {}) {
  const clock = manualClock()
  const { fetch, requests } = script(...steps)
  const events: RequestEvent[] = []
  const onEvent = (event: RequestEvent) => void events.push(event)
  const request = createRequest({ fetch, clock, random: () => 0, onEvent, ...options })
  return { request, requests, clock, events, waits: () => events.filter(({ type }) => type === 'wait') }
}

const refused = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }))

test('the token of a call whose beforeAttempt throws is there for the next call', async () => {
  const { request, requests } = setUp([ok])
  const beforeAttempt = () => Promise.reject(new Error('not now'))
  await expect(request(limited, send, { beforeAttempt, limits })).rejects.toThrow('not now')
  await request(limited, send, { limits })
  expect(requests).toHaveLength(1)
})

test('the token of a call that is aborted during beforeAttempt is there for the next call, and nothing is sent', async () => {
  const { request, requests, events } = setUp([ok])
  const controller = new AbortController()
  const beforeAttempt = () => controller.abort(new Error('enough'))
  await expect(request(limited, send, { beforeAttempt, signal: controller.signal })).rejects.toThrow('enough')
  expect(events).toEqual([])
  await request(limited, send)
  expect(requests).toHaveLength(1)
})

test('the token of a call whose deadline passes during beforeAttempt is there for the next call', async () => {
  const { request, requests, clock, events } = setUp([ok])
  const deadline = new Date(clock.now() + 1_000)
  const error = await failureOf(request(limited, send, { beforeAttempt: () => clock.advance(1_000), deadline }))
  expect(error).toMatchObject({ code: 'DEADLINE', attempts: 0, outcomeUnknown: false })
  expect(events).toEqual([])
  await request(limited, send)
  expect(requests).toHaveLength(1)
})

test('the token of a call that is aborted while it is authorized is there for the next call', async () => {
  const controller = new AbortController()
  let isFirst = true
  const authorize = (outgoing: Request) => {
    if (!isFirst) return outgoing
    isFirst = false
    queueMicrotask(() => controller.abort(new Error('enough')))
    return new Promise<Request>(() => {})
  }
  const { request, requests } = setUp([ok], { authorize })
  await expect(request(limited, send, { signal: controller.signal })).rejects.toThrow('enough')
  await request(limited, send)
  expect(requests).toHaveLength(1)
})

test('the token of a call whose authorize throws is there for the next call', async () => {
  let isFirst = true
  const authorize = (outgoing: Request) => {
    if (!isFirst) return outgoing
    isFirst = false
    throw new Error('no credentials')
  }
  const { request, requests } = setUp([ok], { authorize })
  await expect(request(limited, send)).rejects.toThrow('no credentials')
  await request(limited, send)
  expect(requests).toHaveLength(1)
})

test('an attempt that follows a failure of authorize does not wait for another token', async () => {
  let failures = 2
  const authorize = (outgoing: Request) => {
    failures -= 1
    if (failures >= 0) throw Object.assign(new Error('busy'), { retryable: true })
    return outgoing
  }
  const { request, waits } = setUp([ok], { authorize })
  await request(limited, send, { limits })
  expect(waits()).toEqual([])
})

test('an attempt that follows a refused connection does not wait for another token', async () => {
  const { request, requests, waits } = setUp([refused, ok])
  await request(limited, send)
  expect(requests).toHaveLength(2)
  expect(waits()).toEqual([])
})

test('the token of a call whose send throws before it fetches is there for the next call', async () => {
  const { request, requests } = setUp([ok])
  await expect(request(limited, () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError)
  await request(limited, send)
  expect(requests).toHaveLength(1)
})

test('a backfill call waits no longer for a token that a normal call does not use', async () => {
  const { request, requests } = setUp([ok])
  const normal = request(limited, send, { beforeAttempt: () => Promise.reject(new Error('not now')) })
  const backfill = request(limited, send, { priority: 'backfill' })
  await expect(normal).rejects.toThrow('not now')
  await backfill
  expect(requests).toHaveLength(1)
})

test.each<[string, Step]>([
  ['succeeds', ok],
  ['is refused by the API', () => json(400, {})],
  ['loses its connection', () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNRESET' }))],
  ['gets a response that is cut off', () => new Response('{"a')],
])('the token of a request that %s is used', async (_, step) => {
  const { request, clock, requests } = setUp([step, ok])
  await request(limited, send).catch(() => {})
  const next = request(limited, send)
  await clock.advance(61_880)
  expect(requests).toHaveLength(1)
  await clock.advance(1)
  await next
  expect(requests).toHaveLength(2)
})
