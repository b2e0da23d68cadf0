import { describe, expect, test } from 'vitest'
import { ApiError, type Operation, RequestError } from '../src/index.ts'
import {
  createReport,
  expired,
  failureOf,
  getReports,
  json,
  ok,
  quotaExceeded,
  send,
  setUp,
  unavailable,
} from './scripted-fetch.ts'

const networkError = (code: string, syscall?: string) => () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code, syscall }) })
}
const limited: Operation = { ...createReport, rate: 0.0167, burst: 15 }

describe('an idempotent call', () => {
  test('is retried after 5xx until it succeeds', async () => {
    const { request, requests } = setUp([unavailable, () => json(500, {}), ok])
    expect(await request(getReports, send)).toMatchObject({ status: 200, body: { reports: [] }, requestId: 'id-1' })
    expect(requests).toHaveLength(3)
  })

  test('sends a new Request each time', async () => {
    const { request, requests } = setUp([unavailable, ok])
    await request(getReports, send)
    expect(requests[0]).not.toBe(requests[1])
  })

  test('is sent up to five times and fails with the last response', async () => {
    const { request, requests } = setUp([unavailable])
    const error = await failureOf(request(getReports, send))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ status: 503, attempts: 5, requestId: 'id-503', errors: [], outcomeUnknown: false })
    expect(requests).toHaveLength(5)
  })

  test('is sent up to `attempts` times', async () => {
    const { request, requests } = setUp([networkError('ECONNRESET')], { attempts: 2 })
    expect(await failureOf(request(getReports, send))).toMatchObject({ code: 'NETWORK', attempts: 2 })
    expect(requests).toHaveLength(2)
  })

  test('pauses up to a ceiling that doubles and then stays the same', async () => {
    const { request, clock } = setUp([unavailable], { attempts: 9, random: () => 0.999999 })
    await failureOf(request(getReports, send))
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000])
    const none = setUp([unavailable], { random: () => 0 })
    await failureOf(none.request(getReports, send))
    expect(none.clock.sleeps).toEqual([])
  })

  test('is not retried after a permanent error', async () => {
    for (const status of [301, 400, 404, 413, 415]) {
      const { request, requests } = setUp([() => json(status, {})])
      expect(await failureOf(request(getReports, send))).toMatchObject({ status, attempts: 1 })
      expect(requests).toHaveLength(1)
    }
  })

  test('is retried after a response that is not JSON', async () => {
    const { request, requests } = setUp([() => new Response('<html>', { status: 200 }), ok])
    await request(getReports, send)
    expect(requests).toHaveLength(2)
  })
})

describe('a call that is not idempotent', () => {
  test.each([
    ['after 5xx', unavailable],
    ['after a reset connection', networkError('ECONNRESET')],
    ['after a socket closed by the other side', networkError('UND_ERR_SOCKET')],
    ['after an error without a code', () => Promise.reject(new TypeError('Failed to fetch'))],
    ['after a response that is not JSON', () => new Response('{"reportId":', { status: 202 })],
  ])('is sent once %s and has an unknown outcome', async (_, step) => {
    const { request, requests } = setUp([step])
    const error = await failureOf(request(createReport, send))
    expect(error).toMatchObject({ outcomeUnknown: true, attempts: 1 })
    expect(error).toHaveProperty('message', expect.stringContaining('Check before you repeat it.'))
    expect(requests).toHaveLength(1)
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])(
    'is sent again after %s: no connection was made',
    async (code) => {
      const { request, requests } = setUp([networkError(code)])
      expect(await failureOf(request(createReport, send))).toMatchObject({ code: 'NETWORK', outcomeUnknown: false })
      expect(requests).toHaveLength(5)
    },
  )

  test('is retried if the system call shows that no connection was made', async () => {
    const connecting = setUp([networkError('ETIMEDOUT', 'connect'), ok])
    await connecting.request(createReport, send)
    expect(connecting.requests).toHaveLength(2)
    const reading = setUp([networkError('ETIMEDOUT', 'read'), ok])
    expect(await failureOf(reading.request(createReport, send))).toMatchObject({ outcomeUnknown: true })
  })

  test('is retried after 429', async () => {
    const { request, requests } = setUp([() => quotaExceeded(), ok])
    await request(createReport, send)
    expect(requests).toHaveLength(2)
  })

  test('has a known outcome after 4xx', async () => {
    const { request } = setUp([() => json(400, {})])
    expect(await failureOf(request(createReport, send))).toMatchObject({ outcomeUnknown: false })
  })
})

describe('after 429', () => {
  test('the call waits until the bucket has a token again, plus a random pause', async () => {
    const { request, clock, requests } = setUp([() => quotaExceeded(), ok])
    const began = clock.now()
    await request(limited, send)
    expect(requests).toHaveLength(2)
    expect(clock.sleeps).toEqual([250, 61_631])
    expect(clock.now() - began).toBe(61_881)
  })

  test.each([
    ['7', 7_000],
    ['0.5', 500],
    ['Mon, 01 Jan 2024 00:00:30 GMT', 30_000],
    ['Sun, 31 Dec 2023 23:00:00 GMT', 0],
    ['86400', 900_000],
    ['soon', 0],
  ])('the call respects Retry-After: %s', async (value, milliseconds) => {
    const { request, clock } = setUp([() => quotaExceeded({ 'retry-after': value }), ok])
    await request(getReports, send)
    expect(clock.sleeps).toEqual([milliseconds + 250])
  })

  test('many simultaneous calls are limited by the bucket', async () => {
    const { request, requests, clock } = setUp([() => quotaExceeded()])
    const began = clock.now()
    const storm = Array.from({ length: 50 }, () => failureOf(request(limited, send)))
    const errors = await Promise.all(storm)
    expect(errors.every((error) => error instanceof ApiError && error.status === 429)).toBe(true)
    expect(requests).toHaveLength(250)
    expect(requests.length).toBeLessThanOrEqual(15 + ((clock.now() - began) * 0.0167) / 1000)
  })
})

describe('credentials that are refused', () => {
  const authorize =
    (seen: unknown[]) =>
    (request: Request, { refused }: { refused?: unknown }) => {
      seen.push(refused)
      return request
    }

  test('are renewed once after a 403 that says expired', async () => {
    const seen: unknown[] = []
    const { request, clock } = setUp([expired, ok], { authorize: authorize(seen) })
    await request(createReport, send)
    expect(seen).toEqual([undefined, { status: 403 }])
    expect(clock.sleeps).toEqual([])
  })

  test('are renewed once after 401', async () => {
    const seen: unknown[] = []
    const { request } = setUp([() => json(401, {}), ok], { authorize: authorize(seen) })
    await request(createReport, send)
    expect(seen).toEqual([undefined, { status: 401 }])
  })

  test('fail the call if they are refused again', async () => {
    const seen: unknown[] = []
    const { request } = setUp([expired], { authorize: authorize(seen) })
    expect(await failureOf(request(getReports, send))).toMatchObject({ status: 403, attempts: 2 })
    expect(seen).toHaveLength(2)
  })

  test('are renewed for one attempt only', async () => {
    const seen: unknown[] = []
    const { request } = setUp([expired, unavailable, ok], { authorize: authorize(seen) })
    await request(getReports, send)
    expect(seen).toEqual([undefined, { status: 403 }, undefined])
  })

  test('are not renewed without `authorize`', async () => {
    const { request, requests } = setUp([expired])
    await failureOf(request(getReports, send))
    expect(requests).toHaveLength(1)
  })

  test('are not renewed beyond `attempts`', async () => {
    const { request, requests } = setUp([expired], { attempts: 1, authorize: (outgoing) => outgoing })
    await failureOf(request(getReports, send))
    expect(requests).toHaveLength(1)
  })

  test('end with the advice of the API, if it has some for the status', async () => {
    const forbidden = () => json(403, { errors: [{ code: 'Unauthorized', message: 'Access is forbidden' }] })
    const advice = (status: number, { id }: Operation) => (status === 403 ? `Ask for the role of ${id}.` : undefined)
    const { request } = setUp([forbidden], { advice })
    expect(await failureOf(request(getReports, send))).toMatchObject({
      message: expect.stringContaining('Ask for the role of getReports.'),
    })
    const missing = setUp([() => json(404, {})], { advice })
    expect(await failureOf(missing.request(getReports, send))).toMatchObject({
      message: expect.stringContaining('Check the id'),
    })
  })

  test('are not renewed after a 403 for a missing role', async () => {
    const forbidden = () => json(403, { errors: [{ code: 'Unauthorized', message: 'Access is forbidden' }] })
    const { request, requests } = setUp([forbidden], { authorize: (outgoing) => outgoing })
    const error = await failureOf(request(getReports, send))
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('Check that the credentials are for this account and region'),
    )
    expect(requests).toHaveLength(1)
  })
})

describe('an error of `authorize`', () => {
  test('reaches the caller unchanged', async () => {
    const mistake = new Error('no client id')
    const { request, requests } = setUp([ok], { authorize: () => Promise.reject(mistake) })
    expect(await failureOf(request(getReports, send))).toBe(mistake)
    expect(requests).toHaveLength(0)
  })

  test('is retried if it is retryable, for any operation', async () => {
    const busy = Object.assign(new Error('the token service is busy'), { retryable: true })
    let times = 0
    const { request, requests } = setUp([ok], {
      authorize: (outgoing) => {
        times += 1
        if (times < 3) throw busy
        return outgoing
      },
    })
    await request(createReport, send)
    expect(times).toBe(3)
    expect(requests).toHaveLength(1)
  })

  test('is retried up to the maximum number of attempts', async () => {
    const busy = Object.assign(new Error('the token service is busy'), { retryable: true })
    let times = 0
    const authorize = () => {
      times += 1
      throw busy
    }
    expect(await failureOf(setUp([ok], { authorize }).request(getReports, send))).toBe(busy)
    expect(times).toBe(5)
  })

  test('is not retried if it is a RequestError, which has had its own attempts', async () => {
    const inner = setUp([unavailable], { attempts: 2 })
    const authorize = async (outgoing: Request) => {
      await inner.request(getReports, send)
      return outgoing
    }
    const error = await failureOf(setUp([ok], { authorize }).request(getReports, send))
    expect(error).toMatchObject({ code: 'API_ERROR', status: 503, retryable: true })
    expect(inner.requests).toHaveLength(2)
  })
})

describe('`retryable` of a RequestError', () => {
  const options = { operation: getReports, reason: 'failed.', attempts: 1, outcomeUnknown: false }

  test.each([
    ['API_ERROR', 400, false],
    ['API_ERROR', 403, false],
    ['API_ERROR', 429, true],
    ['API_ERROR', 500, true],
    ['API_ERROR', 503, true],
    ['BAD_RESPONSE', 200, true],
    ['NETWORK', undefined, true],
    ['TIMEOUT', undefined, true],
    ['DEADLINE', undefined, true],
  ] as const)('with code %s and status %s is %s', (code, status, retryable) => {
    expect(new RequestError({ ...options, code, status }).retryable).toBe(retryable)
  })
})

test('a RequestError is an Error and an ApiError a RequestError', async () => {
  const error = await failureOf(setUp([() => json(400, {})]).request(getReports, send))
  expect(error).toBeInstanceOf(RequestError)
  expect(error).toBeInstanceOf(Error)
  expect(String(error)).toMatch(/^ApiError: getReports \(GET \/reports\/2021-06-30\/reports\) failed: 400/)
})
