import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
})
afterEach(() => client.emulator.stop())

const query = { reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA' }

function denied(details: string) {
  return { code: 'Unauthorized', message: 'Access to requested resource is denied.', details }
}

describe('an operation', () => {
  test('accepts a caller with an access token', async () => {
    expect((await client.call('GET', '/reports', { query })).status).toBe(200)
  })

  test('rejects a caller without an access token', async () => {
    const response = await client.call('GET', '/reports', { query, token: null })
    expect(response.status).toBe(403)
    const message = 'Access to requested resource is denied.'
    const details = 'Access token is missing in the request header.'
    expect(errorOf(response)).toEqual({ code: 'Unauthorized', message, details })
  })

  test('rejects a token after one hour', async () => {
    await client.token()
    client.emulator.advance(3600_000 - 1)
    expect((await client.call('GET', '/reports', { query })).status).toBe(200)
    client.emulator.advance(1)
    const response = await client.call('GET', '/reports', { query })
    expect([response.status, errorOf(response)]).toEqual([403, denied('The access token you provided has expired.')])
    expect(response.headers.get('x-amzn-errortype')).toBe('AccessDeniedException')
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBeNull()
  })

  test('rejects an unknown token', async () => {
    const response = await client.call('GET', '/reports', { query, token: 'Atza|made-up' })
    const details = 'The access token you provided is revoked, malformed or invalid.'
    expect([response.status, errorOf(response)]).toEqual([403, denied(details)])
  })

  test('rejects a revoked token and a token whose refresh token is revoked', async () => {
    const [first, second] = [await client.newToken(), await client.newToken()]
    client.addFixtures({ revokedTokens: [first] })
    expect((await client.call('GET', '/reports', { query, token: first })).status).toBe(403)
    expect((await client.call('GET', '/reports', { query, token: second })).status).toBe(200)
    const { clientId, clientSecret, refreshToken } = client.emulator.credentials.sellingPartner
    client.addFixtures({ revokedTokens: [refreshToken] })
    expect((await client.call('GET', '/reports', { query, token: second })).status).toBe(403)
    const grant = { grant_type: 'refresh_token', refresh_token: refreshToken }
    const again = await client.grant({ ...grant, client_id: clientId, client_secret: clientSecret })
    expect([again.status, again.body]).toMatchObject([400, { error: 'invalid_grant' }])
  })
})
