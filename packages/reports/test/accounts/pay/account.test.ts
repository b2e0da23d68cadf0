import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { type BucketStore, memoryBuckets } from '@reportline/request'
import { describe, expect, test, vi } from 'vitest'
import type { AmazonPayOptions } from '../../../src/accounts/pay/index.ts'
import { responses } from '../../support/fake-amazon.ts'
import { algorithmOf, FakePay, orders, payResponses, pem, privateKey } from './fake-pay.ts'

const day = { reportType: orders, from: '2025-01-13T00:00:00Z', to: '2025-01-14T00:00:00Z' }
const secret = pem.split('\n')[5] ?? ''

describe('amazonPay', () => {
  test.each<[string, Partial<AmazonPayOptions>, string]>([
    ['a key of the live environment', { publicKeyId: 'LIVE-A' }, 'https://pay-api.amazon.eu/v2/reports'],
    ['a key of the sandbox, in small letters', { publicKeyId: 'sandbox-a' }, 'https://pay-api.amazon.eu/v2/reports'],
    ['another key, live', { publicKeyId: 'A1', environment: 'live' }, 'https://pay-api.amazon.eu/live/v2/reports'],
    [
      'another key, in the sandbox',
      { publicKeyId: 'A1', environment: 'sandbox' },
      'https://pay-api.amazon.eu/sandbox/v2/reports',
    ],
    ['America', { region: 'na' }, 'https://pay-api.amazon.com/v2/reports'],
    ['Japan', { region: 'jp' }, 'https://pay-api.amazon.jp/v2/reports'],
    ['an alias', { region: 'us' }, 'https://pay-api.amazon.com/v2/reports'],
    [
      'an address of its own',
      { endpoint: 'http://localhost:9/', publicKeyId: 'A1', environment: 'live' },
      'http://localhost:9/live/v2/reports',
    ],
  ])('sends signed requests to the host of %s', async (_, options, url) => {
    const pay = new FakePay()
    await pay.account(options).client.getReports()
    const { request, verification } = pay.last('getReports')
    expect(request.url).toBe(url)
    expect(verification).toMatchObject({ valid: true })
    expect(request.headers.get('x-amz-pay-host')).toBe(new URL(url).host)
    expect(request.headers.get('user-agent')).toContain('Tests/1')
  })

  test('exposes its region and environment', () => {
    const { region, environment } = new FakePay().account({ region: 'uk', publicKeyId: 'SANDBOX-A' })
    expect({ region, environment }).toEqual({ region: 'eu', environment: 'sandbox' })
  })

  test.each([
    ['with version 2 by default', {}, 'AMZN-PAY-RSASSA-PSS-V2'],
    ['with the older algorithm if it is selected', { algorithm: 'AMZN-PAY-RSASSA-PSS' }, 'AMZN-PAY-RSASSA-PSS'],
  ] as const)('signs requests %s', async (_, options, algorithm) => {
    const pay = new FakePay()
    await pay.account(options).client.getReports()
    expect(algorithmOf(pay.last('getReports'))).toBe(algorithm)
  })

  test('sends lists as one comma-separated parameter', async () => {
    const pay = new FakePay()
    await pay.account().client.getReports({ reportTypes: ['A', 'B'], processingStatuses: ['COMPLETED', 'FAILED'] })
    const { request, verification } = pay.last('getReports')
    expect(Object.fromEntries(new URL(request.url).searchParams)).toEqual({
      reportTypes: 'A,B',
      processingStatuses: 'COMPLETED,FAILED',
    })
    expect(verification).toMatchObject({ valid: true })
  })

  test('signs each attempt again, with the same idempotency key', async () => {
    const pay = new FakePay().respond(
      'createReport',
      payResponses.error(429, 'TOO_MANY_REQUESTS'),
      new Response(null, { status: 429, headers: { 'retry-after': '2' } }),
    )
    await pay.account().start(day)
    const sent = pay.all('createReport')
    const header = (name: string) => new Set(sent.map(({ request }) => request.headers.get(name)))
    expect(sent).toHaveLength(3)
    expect(sent.map(({ verification }) => verification.valid)).toEqual([true, true, true])
    expect(sent.at(-1)?.request.headers.get('x-amz-pay-date')).toBe('20250115T000002Z')
    expect(header('authorization').size).toBe(3)
    expect([...header('x-amz-pay-idempotency-key')]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/)])
    expect(sent[0]?.request.headers.get('authorization')).toContain(';x-amz-pay-idempotency-key;')
  })

  test("passes on Amazon's reason for rejecting a signature", async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
    await expect(new FakePay().account({ privateKey: other }).client.getReports()).rejects.toMatchObject({
      name: 'ApiError',
      status: 403,
      requestId: 'request-1',
      errors: [{ code: 'InvalidRequestSignature', message: expect.stringMatching(/^Unable to verify signature/) }],
    })
  })

  test.each<[string, Partial<AmazonPayOptions>, RegExp]>([
    ['a region that does not exist', { region: 'fe' as 'eu' }, /^region must be one of na, eu, jp, .* not "fe"/],
    ['a live key in the sandbox', { environment: 'sandbox' }, /^publicKeyId belongs to the live environment/],
    [
      'a sandbox key in the live environment',
      { publicKeyId: 'sandbox-a', environment: 'live' },
      /^publicKeyId belongs to the sandbox environment/,
    ],
    ['a key whose environment is unknown, without an environment', { publicKeyId: 'A1' }, /^environment is missing/],
    ['an environment that does not exist', { environment: 'test' as 'live' }, /^environment must be live or sandbox/],
    ['an empty key id', { publicKeyId: '' }, /^`publicKeyId` must be the id/],
    ['a private key that is not a PEM', { privateKey: secret }, /^privateKey is not a PEM/],
    ['the name of a file', { privateKey: './private.pem' }, /^privateKey is not a PEM.*Pass the contents of the file/],
    [
      'the bytes of a file',
      { privateKey: Buffer.from(pem) as never },
      /^`privateKey` must be .*Read the file with the encoding/,
    ],
    ['a public key', { privateKey: createPublicKey(privateKey) }, /^privateKey is a public key/],
    ['an algorithm that does not exist', { algorithm: 'RSA' as never }, /^algorithm must be AMZN-PAY-RSASSA-PSS or/],
  ])('rejects %s immediately', (_, options, message) => {
    expect(() => new FakePay().account(options)).toThrow(TypeError)
    expect(() => new FakePay().account(options)).toThrow(message)
  })

  test('does not expose the key when it is inspected', () => {
    const account = new FakePay().account({ privateKey: pem })
    expect(inspect(account, { depth: Infinity, showHidden: true, getters: true })).not.toContain(secret)
  })

  test('tracks rate limits per key in a shared store', async () => {
    const keys: string[] = []
    const buckets = memoryBuckets()
    const listing: BucketStore = {
      ...buckets,
      take(taken, now) {
        keys.push(...taken.map(({ key }) => key))
        return buckets.take(taken, now)
      },
    }
    const limits = [{ name: 'ours', rate: 1, burst: 1 }]
    const pay = new FakePay()
    for (const publicKeyId of ['LIVE-A', 'LIVE-B', 'LIVE-A']) {
      await pay.account({ buckets: listing, publicKeyId }).client.getReports({}, { limits })
    }
    expect(new Set(keys).size).toBe(2)
    expect(pay.clock.slept).toEqual([1_000])
  })
})

describe('a private key that is fetched', () => {
  test('is fetched once, when the first request is signed', async () => {
    const fetchKey = vi.fn(async () => pem)
    const pay = new FakePay()
    const { client } = pay.account({ privateKey: fetchKey })
    expect(fetchKey).not.toHaveBeenCalled()
    await Promise.all([client.getReports(), client.getReportSchedules()])
    await client.getReports()
    expect(fetchKey).toHaveBeenCalledOnce()
    expect(pay.sent.every(({ verification }) => verification.valid)).toBe(true)
  })

  test('is fetched again if that failed', async () => {
    const fetchKey = vi.fn(() => privateKey)
    fetchKey.mockImplementationOnce(() => {
      throw new Error('the vault is shut')
    })
    const { client } = new FakePay().account({ privateKey: fetchKey })
    await expect(client.getReports()).rejects.toThrow('the vault is shut')
    await expect(client.getReports()).resolves.toMatchObject({ reports: [] })
  })

  test('is rejected if it is not PEM, and nothing is sent', async () => {
    const pay = new FakePay()
    const { client } = pay.account({ privateKey: async () => 'private.pem' })
    await expect(client.getReports()).rejects.toThrow(/^privateKey is not a PEM/)
    expect(pay.sent).toEqual([])
  })
})

describe('a failing network', () => {
  test('never causes a second createReport', async () => {
    const pay = new FakePay().respond('createReport', responses.reset())
    expect(await pay.account().run(day)).toMatchObject({ status: 'unknown', candidates: [] })
    expect(pay.all('createReport')).toHaveLength(1)
  })
})
