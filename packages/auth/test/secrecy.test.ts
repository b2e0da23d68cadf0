import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { loginWithAmazon, requestToken, tokenCache } from '../src/index.ts'
import { tokenKey } from '../src/token-provider.ts'
import {
  credentials,
  manualClock,
  oauthError,
  type ScriptedResponse,
  secretParts,
  tokenEndpointWith,
  tokenResponse,
} from './token-endpoint.ts'

function everythingVisible(value: unknown): string {
  const inspected = inspect(value, { depth: Infinity, showHidden: true, getters: true })
  const parts = [inspected, JSON.stringify(value), String(value)]
  if (value instanceof Error) parts.push(value.message, value.stack ?? '', everythingVisible(value.cause))
  return parts.join('\n')
}

function expectNoSecret(value: unknown): void {
  const visible = everythingVisible(value)
  for (const word of secretParts) expect(visible).not.toContain(word)
}

async function errorFrom(...answers: ScriptedResponse[]): Promise<unknown> {
  const { now, sleep } = manualClock()
  const options = { fetch: tokenEndpointWith(...answers).fetch, now, sleep }
  const grant = { grantType: 'authorization_code', code: 'CODEcode' } as const
  const errors = await Promise.allSettled([requestToken(grant, credentials, options)])
  return errors[0]?.status === 'rejected' ? errors[0].reason : undefined
}

describe('secrets', () => {
  test('do not appear when a login or a cache is inspected', async () => {
    const cache = tokenCache()
    const { fetch } = tokenEndpointWith(tokenResponse('1'))
    const login = loginWithAmazon({ credentials, cache, fetch })
    expectNoSecret([login, cache])
    await login.accessToken()
    expectNoSecret([login, cache])
  })

  test('are removed from Amazon’s description', async () => {
    const echo = `refresh_token=${credentials.refreshToken}&client_secret=${credentials.clientSecret} code CODEcode`
    const error = await errorFrom(oauthError(400, 'invalid_request', echo))
    expect(error).toMatchObject({ code: 'INVALID_REQUEST', status: 400 })
    expectNoSecret(error)
  })

  test('are removed from an OAuth error that contains them as its code', async () => {
    expectNoSecret(await errorFrom(oauthError(400, `no ${credentials.clientSecret}`)))
  })

  test('are not quoted from an unexpected body', async () => {
    const page = `<html>${credentials.clientSecret}Atza|ACCESSaccess</html>`
    expectNoSecret(await errorFrom(new Response(page, { headers: { 'content-type': 'text/html' } })))
    expectNoSecret(await errorFrom(new Response('{"access_token":"Atza|ACCESSaccess\\n","expires_in":3600}')))
  })

  test.each([
    ['a body that is too long', 200, 'x'.repeat(70_000)],
    ['a body that is no token', 200, '{}'],
    ['a refusal', 400, '{"error":"invalid_client"}'],
  ])('are not quoted from the request id and the content type of %s', async (_, status, body) => {
    for (const secret of [credentials.clientSecret, credentials.refreshToken, 'Atza|ACCESSaccess']) {
      const headers = { 'content-type': `text/${secret}`, 'x-amzn-requestid': secret ?? '' }
      expectNoSecret(await errorFrom(new Response(body, { status, headers })))
    }
  })

  test('are not copied from a fetch error that contains the request', async () => {
    const request = { body: `client_secret=${credentials.clientSecret}`, url: 'https://api.amazon.com' }
    const failed = Object.assign(new Error(`failed: ${credentials.clientSecret}`), { request, code: 'ECONNRESET' })
    const error = await errorFrom(new TypeError('fetch failed', { cause: failed }))
    expect(error).toMatchObject({ code: 'NETWORK', cause: { code: 'ECONNRESET' } })
    expectNoSecret(error)
  })

  test('do not appear in the cache key of a token', async () => {
    const key = await tokenKey('https://api.amazon.com/auth/o2/token', { grantType: 'refresh_token' }, credentials)
    expect(key).toMatch(/^[0-9a-f]{64}$/)
  })
})
