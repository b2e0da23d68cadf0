import { type BucketStore, memoryBuckets } from '@reportline/request'
import { describe, expect, test } from 'vitest'
import { businessAt } from '../support/business.ts'
import { FakeAmazon, responses } from '../support/fake-amazon.ts'

const path = '/reports/2021-06-30/reports'

/** A store that records the keys of the buckets that calls take tokens from. */
function recordingBuckets(): BucketStore & { readonly taken: string[][] } {
  const store = memoryBuckets()
  const taken: string[][] = []
  return {
    ...store,
    taken,
    take(buckets, now) {
      taken.push(buckets.map(({ key }) => key))
      return store.take(buckets, now)
    },
  }
}

describe('call', () => {
  test('sends an authorized request with the query, and returns body, status and request id', async () => {
    const amazon = new FakeAmazon()
    const response = await amazon.account().call('GET', `${path}?pageSize=10`, { query: { reportTypes: 'A,B' } })
    expect(response).toMatchObject({ status: 200, body: { reports: expect.any(Array) } })
    const { request } = amazon.last('getReports')
    expect(new URL(request.url).pathname).toBe(path)
    expect([...new URL(request.url).searchParams]).toEqual([
      ['pageSize', '10'],
      ['reportTypes', 'A,B'],
    ])
    expect(request.headers.get('x-amz-access-token')).toMatch(/./)
  })

  test('sends a body as JSON', async () => {
    const amazon = new FakeAmazon()
    const body = '{"reportType":"A","marketplaceIds":["A1PA6795UKMFR9"]}'
    await amazon.account().call('POST', path, { body })
    const sent = amazon.last('createReport')
    expect([sent.body, sent.request.headers.get('content-type')]).toEqual([body, 'application/json'])
  })

  test('takes tokens from the same buckets as the method of the client', async () => {
    const amazon = new FakeAmazon()
    const buckets = recordingBuckets()
    const account = amazon.account({ buckets })
    await account.client.getReport({ reportId: '1' })
    await account.call('GET', `${path}/1`)
    const [first = [], second] = buckets.taken
    expect(first).toHaveLength(1)
    expect(second).toEqual(first)
  })

  test('waits for no rate limit if the specification does not have the operation', async () => {
    const amazon = new FakeAmazon()
    const buckets = recordingBuckets()
    await amazon.account({ buckets }).call('GET', '/sellers/v1/marketplaceParticipations')
    expect(buckets.taken.flat()).toEqual([])
  })

  test('works for Amazon Business', async () => {
    const amazon = new FakeAmazon()
    await businessAt(amazon).call('GET', '/reports/2021-09-30/reports/1')
    expect(new URL(amazon.last('getReport').request.url).hostname).toBe('eu.business-api.amazon.com')
  })

  test('does not repeat a request that is not idempotent', async () => {
    const amazon = new FakeAmazon().respond('createReport', responses.error(503, 'Unavailable', 'Later'))
    await expect(amazon.account().call('POST', '/other/v1/things', { body: '{}' })).rejects.toMatchObject({
      code: 'API_ERROR',
      status: 503,
      outcomeUnknown: true,
    })
    expect(amazon.count('createReport')).toBe(1)
  })

  test.each([
    ['get', path, {}, '`method` must be an HTTP method'],
    ['GET', 'reports', {}, '`path` must start with one slash'],
    ['GET', '//example.com/reports', {}, '`path` must start with one slash'],
    ['GET', `https://example.com${path}`, {}, '`path` must start with one slash'],
    ['GET', path, { body: '{}' }, '`body` must not be set'],
  ])('rejects %s %s %j before anything is sent', async (method, target, input, message) => {
    const amazon = new FakeAmazon()
    await expect(amazon.account().call(method, target, input)).rejects.toThrow(message)
    expect(amazon.sent).toEqual([])
  })
})
