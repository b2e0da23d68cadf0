import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AuthError } from '@reportline/auth'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { DocumentError } from '@reportline/reports'
import {
  type SellingPartnerAccount,
  type SellingPartnerOptions,
  sellingPartner,
} from '@reportline/reports/selling-partner'
import { ApiError } from '@reportline/request'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const listings = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['US'] } as const

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.stop())

/** Creates a seller's account at the emulator. Its clock advances the emulator's clock. */
function connect(options: Partial<SellingPartnerOptions> = {}): SellingPartnerAccount {
  return sellingPartner({
    region: 'na',
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    credentials: emulator.credentials.sellingPartner,
    clock: { now: () => emulator.now(), sleep: async (milliseconds) => emulator.advance(milliseconds) },
    ...options,
  })
}

/** Returns the error that a promise rejects with. */
function failureOf(work: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(work).then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('invalid input, over HTTP', () => {
  it('throws an AuthError INVALID_CLIENT without the secret if the secret is wrong', async () => {
    const credentials = { ...emulator.credentials.sellingPartner, clientSecret: 'amzn1.oa2-cs.v1.wrong' }
    const error = await failureOf(connect({ credentials }).run(listings))
    expect(error).toBeInstanceOf(AuthError)
    expect(error).toMatchObject({ code: 'INVALID_CLIENT', status: 401 })
    expect(String(error)).not.toContain('amzn1.oa2-cs.v1.wrong')
  })

  it('throws an AuthError INVALID_GRANT that says to authorize again if the refresh token is revoked', async () => {
    const { refreshToken } = emulator.credentials.sellingPartner
    emulator.addFixtures({ revokedTokens: [refreshToken] })
    const error = await failureOf(connect().run(listings))
    expect(error).toMatchObject({ name: 'AuthError', code: 'INVALID_GRANT', status: 400 })
    expect(String(error)).toContain('authorize')
    expect(String(error)).not.toContain(refreshToken)
  })

  it('throws a TypeError that lists the known marketplaces, and sends nothing, if a marketplace is unknown', async () => {
    const error = await failureOf(
      connect({ fetch: () => Promise.reject(new Error('sent')) }).run({ ...listings, marketplaces: ['XX'] }),
    )
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toMatch(/XX.*US.*DE.*JP/s)
  })

  it('throws a TypeError that names the region of each marketplace if a call has marketplaces of two regions', async () => {
    const error = await failureOf(connect().run({ ...listings, marketplaces: ['US', 'DE'] }))
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toMatch(/US.*na.*DE.*eu|na.*US.*eu.*DE/s)
  })

  it('throws an ApiError with Amazon’s own code and the request id for eleven report types', async () => {
    const reportTypes = Array.from({ length: 11 }, (_, index) => `GET_TYPE_${index}`)
    const error = await failureOf(connect().client.getReports({ reportTypes }))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 400,
      operation: 'getReports',
      errors: [{ code: 'InvalidInput', message: expect.stringContaining('schema constraints') }],
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('throws an ApiError that names the other parameters if nextToken is not the only one', async () => {
    const error = await failureOf(connect().client.getReports({ nextToken: 'x', pageSize: 10 }))
    expect(error).toMatchObject({
      name: 'ApiError',
      status: 400,
      errors: [
        {
          code: 'InvalidInput',
          message: expect.stringContaining('NextToken'),
          details: expect.stringContaining('pageSize'),
        },
      ],
    })
  })

  it('throws a DocumentError URL_EXPIRED without the URL if the download URL and its replacement have expired', async () => {
    const account = connect({
      fetch: async (input, init) => {
        // The clock jumps each time between the request for the URL and its use.
        if (String(input instanceof Request ? input.url : input).includes('X-Amz-Signature')) emulator.advance(301_000)
        return fetch(input, init)
      },
    })
    const outcome = await account.run(listings)
    if (outcome.status !== 'done') throw new Error(outcome.status)
    const error = await failureOf(outcome.document.text())
    expect(error).toBeInstanceOf(DocumentError)
    expect(error).toMatchObject({ code: 'URL_EXPIRED' })
    expect(String(error)).not.toContain('X-Amz-Signature')
  })

  it('throws a DocumentError TRUNCATED instead of returning an incomplete document', async () => {
    await using store = await truncatingStore()
    const account = connect({
      fetch: (input, init) => {
        const url = input instanceof Request ? input.url : String(input)
        return url.includes('X-Amz-Signature') ? fetch(store.url, init) : fetch(input, init)
      },
    })
    const outcome = await account.run(listings)
    if (outcome.status !== 'done') throw new Error(outcome.status)
    const error = await failureOf(outcome.document.text())
    expect(error).toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
  })

  it.each<[string, unknown, RegExp]>([
    ['a port that is not a number', { port: 'abc' }, /port/],
    ['a port that is out of range', { port: 70_000 }, /port/],
    ['a negative duration', { durations: { inQueue: -1 } }, /durations\.inQueue/],
    ['an option that does not exist', { prot: 1 }, /prot.*port/s],
  ])('startEmulator throws a TypeError that names the option for %s', async (_, options, message) => {
    const error = await failureOf(startEmulator(options as object))
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toMatch(message)
  })
})

/** Starts a document store that announces more bytes than it sends. */
async function truncatingStore() {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; charset=UTF-8', 'content-length': 1000 })
    response.write('seller-sku\titem-name\nA\tTea\n', () => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    [Symbol.asyncDispose]: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}
