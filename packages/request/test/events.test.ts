import { describe, expect, test } from 'vitest'
import { createRequest, type RequestOptions } from '../src/index.ts'
import {
  createReport,
  expired,
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

const limited = { ...createReport, rate: 0.5, burst: 1 }

describe('events', () => {
  test('describe a call from its first request to its response', async () => {
    const { request, events } = setUp([unavailable, () => json(200, {}, { 'x-amzn-RateLimit-Limit': '0.0167' })])
    await request(getReports, send)
    expect(events).toEqual([
      { type: 'request', operation: 'getReports', attempt: 1 },
      { type: 'response', operation: 'getReports', attempt: 1, milliseconds: 0, status: 503, requestId: 'id-503' },
      { type: 'retry', operation: 'getReports', attempt: 1, milliseconds: 250, status: 503, code: 'API_ERROR' },
      { type: 'request', operation: 'getReports', attempt: 2 },
      {
        type: 'response',
        operation: 'getReports',
        attempt: 2,
        milliseconds: 0,
        status: 200,
        requestId: 'id-1',
        rateLimit: 0.0167,
      },
    ])
  })

  test('report a wait for a token with the expected time', async () => {
    const { request, events } = setUp([ok])
    await request(limited, send)
    await request(limited, send)
    expect(events.filter(({ type }) => type === 'wait')).toEqual([
      { type: 'wait', operation: 'createReport', attempt: 1, milliseconds: 2_000 },
    ])
  })

  test('report a wait after a 429 with the number of the next attempt', async () => {
    const { request, events } = setUp([() => quotaExceeded(), ok])
    await request(limited, send)
    expect(events.map(({ type, attempt }) => `${type} ${attempt}`)).toEqual([
      'request 1',
      'response 1',
      'retry 1',
      'wait 2',
      'request 2',
      'response 2',
    ])
  })

  test('report a retry with renewed credentials', async () => {
    const { request, events } = setUp([expired, ok], { authorize: (outgoing) => outgoing })
    await request(createReport, send)
    expect(events).toContainEqual({
      type: 'retry',
      operation: 'createReport',
      attempt: 1,
      milliseconds: 0,
      status: 403,
      code: 'API_ERROR',
    })
  })

  test('report a network error without a status', async () => {
    const { request, events } = setUp([() => Promise.reject(new TypeError('Failed to fetch'))], { attempts: 2 })
    await failureOf(request(getReports, send))
    expect(events.map(({ type }) => type)).toEqual(['request', 'retry', 'request'])
    expect(events[1]).toEqual({
      type: 'retry',
      operation: 'getReports',
      attempt: 1,
      milliseconds: 250,
      code: 'NETWORK',
    })
  })

  const listeners: [string, NonNullable<RequestOptions['onEvent']>][] = [
    [
      'throws',
      () => {
        throw new Error('no')
      },
    ],
    ['returns a promise that rejects', async () => Promise.reject(new Error('no'))],
  ]
  test.each(listeners)('do not affect a call whose listener %s', async (_, onEvent) => {
    const { fetch } = script(ok)
    expect(await createRequest({ fetch, onEvent })(getReports, send)).toMatchObject({ status: 200 })
  })
})
