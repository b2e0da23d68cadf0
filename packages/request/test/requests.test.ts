import { describe, expect, test, vi } from 'vitest'
import { createRequest, memoryBuckets, type Operation, type RequestOptions } from '../src/index.ts'
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
import { instantClock, manualClock } from './test-clock.ts'

const limited: Operation = { ...getReports, rate: 0.1, burst: 2 }
/** The wait for a token of an empty bucket of `limited`. */
const limitedWait = 10_000

describe('a request', () => {
  test('has the User-Agent and the headers of the call, and is authorized last', async () => {
    const { request, requests } = setUp([ok], {
      application: { name: 'Shop sync', version: '2.1' },
      authorize: (outgoing) => {
        outgoing.headers.set('x-amz-access-token', `for ${outgoing.headers.get('x-mine')}`)
        return outgoing
      },
    })
    await request(getReports, send, { headers: { 'x-mine': 'me' } })
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toMatchObject({
      'user-agent': 'Shop sync/2.1 (Language=TypeScript; Library=Reportline)',
      'x-mine': 'me',
      'x-amz-access-token': 'for me',
    })
  })

  test('names Reportline if the application has no name', async () => {
    const { request, requests } = setUp([ok])
    await request(getReports, send)
    expect(requests[0]?.headers.get('user-agent')).toBe('Reportline (Language=TypeScript; Library=Reportline)')
  })

  test('can be replaced by `authorize`', async () => {
    const { request, requests } = setUp([ok], { authorize: async ({ url }) => new Request(`${url}?signed`) })
    await request(getReports, send)
    expect(requests[0]?.url).toMatch(/\?signed$/)
  })

  test('is sent with the global fetch by default', async () => {
    const { fetch, requests } = script(ok)
    const request = createRequest()
    vi.stubGlobal('fetch', fetch)
    await request(getReports, send).finally(() => vi.unstubAllGlobals())
    expect(requests).toHaveLength(1)
  })

  test('is sent by calling fetch without a receiver, which browsers require', async () => {
    const owners: unknown[] = []
    const fetch = async function (this: unknown) {
      owners.push(this)
      return ok()
    }
    await createRequest({ fetch })(getReports, send)
    expect(owners).toEqual([undefined])
  })

  test('returns an empty 204 to `send`', async () => {
    const { request } = setUp([ok])
    let seen: Response | undefined
    await request(getReports, async (attempt) => {
      seen = await attempt.fetch(new Request('https://api.example/'))
    })
    expect(seen?.status).toBe(204)
    expect(seen?.body).toBeNull()
  })
})

describe('the bucket of a call', () => {
  test('belongs to its operation', async () => {
    const { request, clock } = setUp([ok])
    for (const operation of [limited, limited, { ...createReport, rate: 0.1, burst: 2 }]) await request(operation, send)
    expect(clock.sleeps).toEqual([])
    await request(limited, send)
    expect(clock.sleeps).toEqual([10_000])
  })

  test('is not shared by two APIs with the same operation id', async () => {
    const { request, clock } = setUp([ok])
    const other = { ...limited, path: '/reports/2021-09-30/reports' }
    for (const operation of [limited, limited, other, other]) await request(operation, send)
    expect(clock.sleeps).toEqual([])
  })

  test('is shared by clients with the same store and quota', async () => {
    const clock = instantClock()
    const buckets = memoryBuckets()
    const { fetch } = script(ok)
    const make = (quota: string) => createRequest({ fetch, clock, buckets, quota })
    for (const quota of ['seller 1', 'seller 1', 'seller 2', 'seller 2']) await make(quota)(limited, send)
    expect(clock.sleeps).toEqual([])
    await make('seller 1')(limited, send)
    expect(clock.sleeps).toEqual([10_000])
  })

  test('learns its rate from successful responses', async () => {
    const { request, clock } = setUp([() => json(200, {}, { 'x-amzn-RateLimit-Limit': '2' })])
    for (let count = 0; count < 4; count += 1) await request(limited, send)
    expect(clock.sleeps).toEqual([500, 500])
  })

  test('serves waiting calls sooner when a response reports a higher rate', async () => {
    const clock = manualClock()
    const { fetch, requests } = script(async () => {
      await clock.sleep(1_000)
      return json(200, {}, { 'x-amzn-RateLimit-Limit': '2' })
    })
    const request = createRequest({ fetch, clock })
    const calls = [1, 2, 3].map(() => request(limited, send))
    await clock.advance(2_000)
    expect(requests).toHaveLength(3)
    await clock.advance(1_000)
    await Promise.all(calls)
  })

  test('learns nothing from failed responses', async () => {
    const { request, clock } = setUp([() => json(400, {}, { 'x-amzn-RateLimit-Limit': '2' })])
    for (let count = 0; count < 3; count += 1) await failureOf(request(limited, send))
    expect(clock.sleeps).toEqual([10_000])
  })

  test.each(['', 'many', '0', '-1', 'Infinity'])('ignores the rate %j', async (rate) => {
    const { request, clock } = setUp([() => json(200, {}, { 'x-amzn-RateLimit-Limit': rate })])
    for (let count = 0; count < 3; count += 1) await request(limited, send)
    expect(clock.sleeps).toEqual([10_000])
  })

  test('can be combined with further limits', async () => {
    const { request, clock } = setUp([ok])
    const limits = [{ name: 'GET_SALES', rate: 0.001, burst: 1 }]
    await request(limited, send, { limits })
    await request(limited, send, { limits: [{ name: 'GET_OTHER', rate: 0.001, burst: 1 }] })
    expect(clock.sleeps).toEqual([])
    await request(limited, send, { limits })
    expect(clock.sleeps).toEqual([1_002_000])
  })

  test('calls beforeAttempt before each attempt, and sends nothing if it throws', async () => {
    const { request, requests, clock } = setUp([unavailable, ok])
    const turns: number[] = []
    const began = clock.now()
    const beforeAttempt = async () => void turns.push(clock.now() - began)
    await request(limited, send, { beforeAttempt })
    await request(limited, send, { beforeAttempt })
    expect(turns).toHaveLength(3)
    const objects = () => {
      throw new Error('not any more')
    }
    await expect(request(limited, send, { beforeAttempt: objects })).rejects.toThrow('not any more')
    expect(requests).toHaveLength(3)
  })

  test('takes one token if a limit is passed twice', async () => {
    const { request, clock } = setUp([ok])
    const limit = { name: 'GET_SALES', rate: 1, burst: 2 }
    await request(createReport, send, { limits: [limit, limit] })
    await request(createReport, send, { limits: [limit] })
    expect(clock.sleeps).toEqual([])
  })

  test('is emptied by a 429, together with the further limits', async () => {
    const { request, clock } = setUp([() => quotaExceeded(), ok], { random: () => 0 })
    await request(limited, send, { limits: [{ name: 'GET_SALES', rate: 0.01, burst: 5 }] })
    expect(clock.sleeps).toEqual([102_000])
  })

  describe('of a part of an operation', () => {
    const call = (scope: string) => ({ scope })
    /** Refuses one report type, or all of them. The request's header tells the type. */
    const refuse =
      (...refused: readonly string[]) =>
      (request: Request) =>
        refused.includes(request.headers.get('x-type') ?? '') ? quotaExceeded() : ok()
    const start = (...refused: readonly string[]) => {
      const setup = setUp([refuse(...refused)], { random: () => 0, attempts: 2 })
      const create = (scope: string) => setup.request(limited, send, { scope, headers: { 'x-type': scope } })
      return { ...setup, create }
    }

    test('is emptied by a 429 while other parts go on without a wait', async () => {
      const { create, clock } = start('GET_SALES')
      const sales = create('GET_SALES').catch((error: unknown) => error)
      await create('GET_ORDERS')
      expect(await sales).toMatchObject({ status: 429 })
      expect(clock.sleeps).toEqual([limitedWait])
    })

    test('is taken for that of the whole operation once another part gets a 429 too', async () => {
      const { create, clock } = start('GET_SALES', 'GET_ORDERS')
      await Promise.allSettled([create('GET_SALES'), create('GET_ORDERS')])
      clock.sleeps.length = 0
      await create('GET_STOCK')
      expect(clock.sleeps).toEqual([limitedWait])
    })

    test('follows the rate that responses report for the operation', async () => {
      const responses = [() => json(200, {}, { 'x-amzn-RateLimit-Limit': '10' }), ok]
      const { request, clock } = setUp(responses)
      for (let sent = 0; sent < 20; sent++) await request(limited, send, call('GET_SALES'))
      expect(Math.max(0, ...clock.sleeps)).toBeLessThanOrEqual(1000)
    })
  })

  test('does not lose a response if the store fails afterwards', async () => {
    const learn = () => Promise.reject(new Error('the disk is full'))
    const buckets = { ...memoryBuckets(), learn }
    const { request } = setUp([() => json(200, { reportId: '1' }, { 'x-amzn-RateLimit-Limit': '2' })], { buckets })
    expect(await request(limited, send)).toMatchObject({ body: { reportId: '1' } })
  })

  test('fails the call before anything is sent if the store fails', async () => {
    const buckets = { ...memoryBuckets(), take: () => Promise.reject(new Error('the disk is full')) }
    const { request, requests } = setUp([ok], { buckets })
    await expect(request(limited, send)).rejects.toThrow('the disk is full')
    expect(requests).toHaveLength(0)
  })
})

describe('an invalid argument is a TypeError', () => {
  const options: [string, RequestOptions][] = [
    ['attempts must be', { attempts: 0 }],
    ['attempts must be', { attempts: 1.5 }],
    ['timeout must be', { timeout: 0 }],
    ['timeout must be', { timeout: Number.NaN }],
    ['application.name', { application: { name: 'a/b', version: '1' } }],
    ['application.name', { application: { name: '', version: '1' } }],
    ['application.version', { application: { name: 'a', version: '1\n' } }],
  ]
  test.each(options)('%s: %j', (message, invalid) => {
    expect(() => createRequest(invalid)).toThrow(TypeError)
    expect(() => createRequest(invalid)).toThrow(message)
  })

  test.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('for the rate %d', async (rate) => {
    const { request } = setUp([ok])
    await expect(request({ ...limited, rate }, send)).rejects.toThrow('operation getReports: rate must be')
    await expect(request(getReports, send, { limits: [{ name: 'x', rate, burst: 1 }] })).rejects.toThrow(
      'limit x: rate',
    )
  })

  test.each([0, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('for the burst %d', async (burst) => {
    await expect(setUp([ok]).request({ ...limited, burst }, send)).rejects.toThrow(TypeError)
  })

  test('for a send that does not fetch', async () => {
    await expect(setUp([ok]).request(getReports, async () => {})).rejects.toThrow(TypeError)
  })

  test('for a send that fetches twice', async () => {
    const twice = setUp([ok])
    const error = failureOf(
      twice.request(getReports, async ({ fetch }) => {
        await fetch(new Request('https://api.example/'))
        await fetch(new Request('https://api.example/'))
      }),
    )
    expect(await error).toBeInstanceOf(TypeError)
    expect(twice.requests).toHaveLength(1)
  })

  test('unlike other errors that `send` throws before it fetches, which are thrown unchanged and not retried', async () => {
    const mistake = new RangeError('deeply nested')
    let times = 0
    const error = await failureOf(
      setUp([ok]).request(getReports, async () => {
        times += 1
        throw mistake
      }),
    )
    expect(error).toBe(mistake)
    expect(times).toBe(1)
  })
})
