import { describe, expect, test, vi } from 'vitest'
import { type Credentials, type LoginOptions, loginWithAmazon, tokenCache, tokenEndpoint } from '../src/index.ts'
import {
  credentials,
  manualClock,
  oauthError,
  type ScriptedResponse,
  tokenEndpointWith,
  tokenResponse,
} from './token-endpoint.ts'

function loginWith(answers: ScriptedResponse[], options: Partial<LoginOptions> = {}) {
  const clock = manualClock()
  const endpoint = tokenEndpointWith(...answers)
  const { fetch } = endpoint
  const login = loginWithAmazon({ credentials, fetch, now: clock.now, sleep: clock.sleep, ...options })
  return { clock, endpoint, login }
}

const request = () => new Request('https://sellingpartnerapi-na.amazon.com/reports/2021-06-30/reports')
const sent = (authorized: Request) => authorized.headers.get('x-amz-access-token')

describe('a token', () => {
  test('is sent in the header x-amz-access-token', async () => {
    const { login } = loginWith([tokenResponse('1')])
    expect(sent(await login.authorize(request()))).toBe('Atza|ACCESSaccess1')
  })

  test('is requested once for all callers that wait for it', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1')])
    const tokens = await Promise.all(Array.from({ length: 50 }, () => login.accessToken()))
    expect(new Set(tokens)).toEqual(new Set(['Atza|ACCESSaccess1']))
    expect(endpoint.forms).toHaveLength(1)
  })

  test('is renewed a minute before it expires', async () => {
    const { login, endpoint, clock } = loginWith([tokenResponse('1'), tokenResponse('2')])
    await login.accessToken()
    clock.advance(3_539_999)
    expect(await login.accessToken()).toContain('ACCESSaccess1')
    clock.advance(1)
    expect(await login.accessToken()).toContain('ACCESSaccess2')
    expect(endpoint.forms).toHaveLength(2)
  })

  test('for a scope is requested without the refresh token', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1')], { scope: 'sellingpartnerapi::notifications' })
    await login.accessToken()
    expect(endpoint.forms[0]?.get('grant_type')).toBe('client_credentials')
    expect(endpoint.forms[0]?.has('refresh_token')).toBe(false)
  })
})

describe('a grantless operation', () => {
  const grantless = { operation: { scope: 'sellingpartnerapi::notifications' } }

  test('gets the token of the application for its scope', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1'), tokenResponse('2')])
    expect(sent(await login.authorize(request(), { operation: {} }))).toBe('Atza|ACCESSaccess1')
    expect(sent(await login.authorize(request(), grantless))).toBe('Atza|ACCESSaccess2')
    expect(sent(await login.authorize(request()))).toBe('Atza|ACCESSaccess1')
    expect(endpoint.forms.map((form) => form.get('scope'))).toEqual([null, 'sellingpartnerapi::notifications'])
  })

  test('renews only its own token after a refusal', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1'), tokenResponse('2'), tokenResponse('3')])
    await login.authorize(request())
    await login.authorize(request(), grantless)
    const again = await login.authorize(request(), { ...grantless, refused: { status: 403 } })
    expect(sent(again)).toBe('Atza|ACCESSaccess3')
    expect(sent(await login.authorize(request()))).toBe('Atza|ACCESSaccess1')
    expect(endpoint.forms).toHaveLength(3)
  })
})

test('the token of an attempt is requested once, because the call makes its own attempts', async () => {
  const failing = () => new Response(null, { status: 503 })
  const { login, endpoint } = loginWith([failing(), failing(), failing(), failing()])
  await expect(login.authorize(request())).rejects.toMatchObject({ code: 'UNAVAILABLE', retryable: true })
  expect(endpoint.forms).toHaveLength(1)
  await expect(login.accessToken()).rejects.toMatchObject({ code: 'UNAVAILABLE' })
  expect(endpoint.forms).toHaveLength(4)
})

describe('a token that was refused', () => {
  test('is renewed for the next attempt', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1'), tokenResponse('2')])
    await login.authorize(request())
    const again = await login.authorize(request(), { refused: { status: 403 } })
    expect(sent(again)).toBe('Atza|ACCESSaccess2')
    expect(endpoint.forms).toHaveLength(2)
  })

  test('is renewed once for all requests refused at the same time', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1'), tokenResponse('2')])
    await login.authorize(request())
    const refused = { refused: { status: 403 } }
    const again = await Promise.all(Array.from({ length: 10 }, () => login.authorize(request(), refused)))
    expect(new Set(again.map(sent))).toEqual(new Set(['Atza|ACCESSaccess2']))
    expect(endpoint.forms).toHaveLength(2)
  })

  test('is renewed once for requests refused one after the other', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1'), tokenResponse('2'), tokenResponse('3')])
    await login.authorize(request())
    await login.authorize(request())
    const refused = { refused: { status: 403 } }
    expect(sent(await login.authorize(request(), refused))).toBe('Atza|ACCESSaccess2')
    expect(sent(await login.authorize(request(), refused))).toBe('Atza|ACCESSaccess2')
    expect(endpoint.forms).toHaveLength(2)
    expect(sent(await login.authorize(request()))).toBe('Atza|ACCESSaccess2')
    expect(sent(await login.authorize(request(), refused))).toBe('Atza|ACCESSaccess3')
  })

  test('is not taken from a cache that another login shares', async () => {
    const cache = tokenCache()
    const { login, endpoint, clock } = loginWith([tokenResponse('1'), tokenResponse('2')], { cache })
    const other = loginWithAmazon({ credentials, cache, fetch: endpoint.fetch, now: clock.now })
    await login.authorize(request())
    await other.authorize(request())
    await login.authorize(request(), { refused: { status: 403 } })
    const again = await other.authorize(request(), { refused: { status: 403 } })
    expect(sent(again)).toBe('Atza|ACCESSaccess2')
    expect(endpoint.forms).toHaveLength(2)
  })
})

describe('a cache', () => {
  test('shares a token between logins of the same application and seller', async () => {
    const cache = tokenCache()
    const { login, endpoint, clock } = loginWith([tokenResponse('1')], { cache })
    const other = loginWithAmazon({ credentials, cache, fetch: endpoint.fetch, now: clock.now })
    expect(await Promise.all([login.accessToken(), other.accessToken()])).toEqual([
      'Atza|ACCESSaccess1',
      'Atza|ACCESSaccess1',
    ])
    expect(endpoint.forms).toHaveLength(1)
  })

  test.each<[string, Partial<LoginOptions>]>([
    ['sellers', { credentials: { ...credentials, refreshToken: 'Atzr|another' } }],
    ['applications', { credentials: { ...credentials, clientId: 'amzn1.application-oa2-client.other' } }],
    ['scopes', { scope: 'sellingpartnerapi::migration' }],
    ['endpoints', { endpoint: 'https://api.amazon.example/auth/o2/token' }],
  ])('never shares a token between two %s', async (_what, difference) => {
    const cache = tokenCache()
    const { login, endpoint, clock } = loginWith([tokenResponse('1'), tokenResponse('2')], { cache })
    const other = loginWithAmazon({ credentials, cache, fetch: endpoint.fetch, now: clock.now, ...difference })
    expect(await login.accessToken()).toContain('ACCESSaccess1')
    expect(await other.accessToken()).toContain('ACCESSaccess2')
  })
})

describe('a token request that fails', () => {
  test('rejects all waiting callers, and the next caller starts a new one', async () => {
    const { login, endpoint } = loginWith([oauthError(400, 'invalid_grant'), tokenResponse('2')])
    const waiting = await Promise.allSettled([login.accessToken(), login.accessToken(), login.accessToken()])
    expect(waiting.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(endpoint.forms).toHaveLength(1)
    expect(await login.accessToken()).toContain('ACCESSaccess2')
  })

  test('causes no unhandled rejection if no caller waits for it', async () => {
    const unhandled = vi.fn()
    process.on('unhandledRejection', unhandled)
    const { login, endpoint } = loginWith([oauthError(400, 'invalid_grant')])
    endpoint.hold()
    const controller = new AbortController()
    const waiting = login.accessToken(controller.signal)
    controller.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
    endpoint.release()
    await new Promise((resolve) => setImmediate(resolve))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', unhandled)
    expect(unhandled).not.toHaveBeenCalled()
  })
})

describe('a caller that is aborted', () => {
  test('does not end the request that others share', async () => {
    const { login, endpoint } = loginWith([tokenResponse('1')])
    endpoint.hold()
    const controller = new AbortController()
    const leaving = login.authorize(request(), { signal: controller.signal })
    const staying = login.authorize(request(), { signal: new AbortController().signal })
    controller.abort(new Error('enough'))
    await expect(leaving).rejects.toThrow('enough')
    endpoint.release()
    expect(sent(await staying)).toContain('ACCESSaccess1')
    expect(endpoint.forms).toHaveLength(1)
    expect(endpoint.requests[0]?.signal.aborted).toBe(false)
  })

  test('sends no request if its signal was aborted before', async () => {
    const { login, endpoint } = loginWith([])
    await expect(login.accessToken(AbortSignal.abort(new Error('too late')))).rejects.toThrow('too late')
    expect(endpoint.forms).toHaveLength(0)
  })
})

describe('a credentials function', () => {
  const rotated = { ...credentials, clientSecret: 'amzn1.oa2-cs.v1.NEWSECRETsecret' }
  const grantless = { operation: { scope: 'sellingpartnerapi::notifications' } }

  test('is called once for the first token, and again for each renewal', async () => {
    const source = vi.fn(async () => credentials)
    const { login, clock } = loginWith([tokenResponse('1'), tokenResponse('2')], { credentials: source })
    await Promise.all([login.accessToken(), login.accessToken()])
    await login.accessToken()
    expect(source).toHaveBeenCalledTimes(1)
    clock.advance(3_600_000)
    await login.accessToken()
    expect(source).toHaveBeenCalledTimes(2)
  })

  test('is called once for everything that needs credentials at the same time', async () => {
    const source = vi.fn(async () => credentials)
    const { login } = loginWith([tokenResponse('1'), tokenResponse('2')], { credentials: source })
    await Promise.all([
      login.authorize(request()),
      login.authorize(request(), grantless),
      login.credentials(),
      login.credentials(),
    ])
    expect(source).toHaveBeenCalledTimes(1)
  })

  test('is called once for two grants that are renewed at the same time', async () => {
    const source = vi.fn(async () => credentials)
    const responses = ['1', '2', '3', '4'].map((name) => tokenResponse(name))
    const { login, clock } = loginWith(responses, { credentials: source })
    const authorizeBoth = () => Promise.all([login.authorize(request()), login.authorize(request(), grantless)])
    await authorizeBoth()
    clock.advance(3_600_000)
    await authorizeBoth()
    expect(source).toHaveBeenCalledTimes(2)
  })

  test('is called once if the credentials are read before the first token is requested', async () => {
    const source = vi.fn(async () => credentials)
    const { login } = loginWith([tokenResponse('1')], { credentials: source })
    expect(await login.credentials()).toEqual(credentials)
    await login.accessToken()
    expect(await login.credentials()).toEqual(credentials)
    expect(source).toHaveBeenCalledTimes(1)
  })

  test('is called again after it has failed', async () => {
    const source = vi.fn<() => Promise<Credentials>>().mockRejectedValueOnce(new Error('vault sealed'))
    source.mockResolvedValue(credentials)
    const { login } = loginWith([tokenResponse('1')], { credentials: source })
    const failed = await Promise.allSettled([login.accessToken(), login.credentials()])
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await login.accessToken()).toContain('ACCESSaccess1')
    expect(source).toHaveBeenCalledTimes(2)
  })

  test('is called again after a token request has failed', async () => {
    const source = vi.fn(async () => credentials)
    const { login } = loginWith([oauthError(400, 'invalid_grant'), tokenResponse('1')], { credentials: source })
    await expect(login.accessToken()).rejects.toMatchObject({ code: 'INVALID_GRANT' })
    await login.accessToken()
    expect(source).toHaveBeenCalledTimes(2)
  })

  test('is called again after invalid_client, and the rotated secret is used', async () => {
    const source = vi.fn().mockResolvedValueOnce(credentials).mockResolvedValueOnce(rotated)
    const { login, endpoint } = loginWith([oauthError(401, 'invalid_client'), tokenResponse('1')], {
      credentials: source,
    })
    expect(await login.accessToken()).toContain('ACCESSaccess1')
    expect(endpoint.forms.map((form) => form.get('client_secret'))).toEqual([
      credentials.clientSecret,
      rotated.clientSecret,
    ])
    expect(await login.credentials()).toEqual(rotated)
  })

  test('is not called a third time if the rotated secret is refused, too', async () => {
    const source = vi.fn().mockResolvedValueOnce(credentials).mockResolvedValue(rotated)
    const { login, endpoint } = loginWith([oauthError(401, 'invalid_client'), oauthError(401, 'invalid_client')], {
      credentials: source,
    })
    await expect(login.accessToken()).rejects.toMatchObject({ code: 'INVALID_CLIENT', status: 401 })
    expect(endpoint.forms).toHaveLength(2)
    expect(source).toHaveBeenCalledTimes(2)
  })

  test('that returns the same secret after invalid_client causes no second request', async () => {
    const { login, endpoint } = loginWith([oauthError(401, 'invalid_client')], { credentials: () => credentials })
    await expect(login.accessToken()).rejects.toMatchObject({ code: 'INVALID_CLIENT' })
    expect(endpoint.forms).toHaveLength(1)
  })
})

test('incomplete credentials are a TypeError', async () => {
  const { login } = loginWith([], { credentials: { clientId: 'a', clientSecret: 'b' } })
  await expect(login.accessToken()).rejects.toThrow(TypeError)
  // @ts-expect-error the function returns no credentials
  await expect(loginWith([], { credentials: () => undefined }).login.accessToken()).rejects.toThrow(TypeError)
})

test('options that are undefined are the same as absent ones', async () => {
  const options = { scope: undefined, cache: undefined, endpoint: undefined, random: undefined }
  const { login, endpoint } = loginWith([tokenResponse('1')], options)
  expect(await login.accessToken()).toContain('ACCESSaccess1')
  expect(endpoint.requests[0]?.url).toBe(tokenEndpoint)
})
