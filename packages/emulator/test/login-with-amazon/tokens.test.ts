import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, startClient } from '../support/client.ts'

let client: Client
let application: { client_id: string; client_secret: string }
let refreshToken: string

beforeEach(async () => {
  client = await startClient()
  const { clientId, clientSecret, refreshToken: token } = client.emulator.credentials.sellingPartner
  application = { client_id: clientId, client_secret: clientSecret }
  refreshToken = token
})
afterEach(() => client.emulator.stop())

const refresh = (more: object = {}) =>
  client.grant({ grant_type: 'refresh_token', refresh_token: refreshToken, ...application, ...more })
const exchange = (code: string, more: object = {}) =>
  client.grant({ grant_type: 'authorization_code', code, ...application, ...more })

const invalidGrant = (parameter: string) => ({
  error_description: `The request has an invalid grant parameter : ${parameter}`,
  error: 'invalid_grant',
})

describe('the token endpoint', () => {
  test('issues an access token for one hour in exchange for a refresh token', async () => {
    const { status, body } = await refresh()
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^Atza\|[\w-]{100,}$/),
      token_type: 'bearer',
      expires_in: 3600,
      refresh_token: refreshToken,
    })
  })

  test('accepts JSON as well as a form', async () => {
    const body = JSON.stringify({ grant_type: 'refresh_token', refresh_token: refreshToken, ...application })
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${client.emulator.url}/auth/o2/token`, { method: 'POST', headers, body })
    expect(response.status).toBe(200)
  })

  test('issues a token for the application, without a refresh token, in exchange for a scope', async () => {
    const scope = 'sellingpartnerapi::notifications'
    const { body } = await client.grant({ grant_type: 'client_credentials', scope, ...application })
    expect(body).not.toHaveProperty('refresh_token')
    const call = await client.call('GET', '/reports', { token: (body as { access_token: string }).access_token })
    expect(call.status).toBe(403)
    expect(call.body).toEqual({
      errors: [{ code: 'Unauthorized', message: 'Access to the resource is forbidden', details: '' }],
    })
  })

  test('exchanges a code once for a valid refresh token', async () => {
    client.addFixtures({ authorizationCodes: [{ code: 'ANcode' }] })
    const { status, body } = await exchange('ANcode')
    expect(status).toBe(200)
    const { refresh_token } = body as { refresh_token: string }
    expect((await refresh({ refresh_token })).status).toBe(200)
    expect((await exchange('ANcode')).body).toEqual(invalidGrant('code'))
  })

  test('accepts a code for five minutes', async () => {
    client.addFixtures({ authorizationCodes: [{ code: 'first' }, { code: 'second' }] })
    client.emulator.advance(5 * 60_000 - 1)
    expect((await exchange('first')).status).toBe(200)
    client.emulator.advance(1)
    expect((await exchange('second')).body).toEqual(invalidGrant('code'))
  })

  test('accepts a code only with its redirect URI', async () => {
    client.addFixtures({ authorizationCodes: [{ code: 'ANcode', redirectUri: 'https://application.example/' }] })
    expect((await exchange('ANcode', { redirect_uri: 'https://other.example/' })).body).toEqual(invalidGrant('code'))
    expect((await exchange('ANcode', { redirect_uri: 'https://application.example/' })).status).toBe(200)
  })

  test.each([
    [400, invalidGrant('refresh_token'), { refresh_token: 'Atzr|unknown' }],
    [401, { error_description: 'Client authentication failed', error: 'invalid_client' }, { client_secret: 'wrong' }],
    [401, { error_description: 'Client authentication failed', error: 'invalid_client' }, { client_id: 'wrong' }],
    [
      400,
      { error_description: 'The request has an invalid parameter : scope', error: 'invalid_scope' },
      { grant_type: 'client_credentials', scope: 'sellingpartnerapi::unknown' },
    ],
    [
      400,
      {
        error_description: 'The authorization grant type is not supported by the authorization server',
        error: 'unsupported_grant_type',
      },
      { grant_type: 'password' },
    ],
  ])('responds with %i %j to %j', async (status, body, change) => {
    const response = await refresh(change)
    expect([response.status, response.body]).toEqual([status, body])
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  })

  test.each([
    ['refresh_token', { grant_type: 'refresh_token' }],
    ['code', { grant_type: 'authorization_code' }],
    ['scope', { grant_type: 'client_credentials' }],
    ['grant_type', {}],
  ])('names a missing %s', async (name, grant) => {
    const response = await client.grant({ ...application, ...grant })
    const description = `The request is missing a required parameter : ${name}`
    expect([response.status, response.body]).toEqual([
      400,
      { error_description: description, error: 'invalid_request' },
    ])
  })

  test('rejects a body of another media type', async () => {
    const response = await fetch(`${client.emulator.url}/auth/o2/token`, { method: 'POST', body: 'grant_type=x' })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })
})
