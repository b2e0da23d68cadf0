import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Credentials, type Grant, tokenEndpoint, tokenRequest } from '../src/index.ts'
import { credentials } from './token-endpoint.ts'

function formOf(grant: Grant, of: Credentials = credentials): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(tokenRequest(grant, of).body))
}

describe('a token request', () => {
  test('is a form sent by POST to the endpoint of Login with Amazon', () => {
    const request = tokenRequest({ grantType: 'refresh_token' }, credentials)
    expect(request.url).toBe(tokenEndpoint)
    expect(request.method).toBe('POST')
    expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded;charset=UTF-8')
  })

  test('for a seller contains the refresh token', () => {
    expect(formOf({ grantType: 'refresh_token' })).toEqual({
      grant_type: 'refresh_token',
      refresh_token: credentials.refreshToken,
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    })
  })

  test('for a grantless operation contains the scope and no refresh token', () => {
    expect(formOf({ grantType: 'client_credentials', scope: 'sellingpartnerapi::notifications' })).toEqual({
      grant_type: 'client_credentials',
      scope: 'sellingpartnerapi::notifications',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    })
  })

  test('for an authorization code contains the code and the redirect URI if there is one', () => {
    const grant = { grantType: 'authorization_code', code: 'ANcode' } as const
    expect(formOf(grant)).toEqual({
      grant_type: 'authorization_code',
      code: 'ANcode',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    })
    expect(formOf({ ...grant, redirectUri: 'https://example.com/back' })).toHaveProperty(
      'redirect_uri',
      'https://example.com/back',
    )
  })

  test('encodes credentials with any characters correctly', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 })
    fc.assert(
      fc.property(text, text, text, text, (clientId, clientSecret, refreshToken, scope) => {
        const unusual = { clientId, clientSecret, refreshToken }
        const seller = formOf({ grantType: 'refresh_token' }, unusual)
        const grantless = formOf({ grantType: 'client_credentials', scope }, unusual)
        expect(seller).toMatchObject({
          client_id: clientId,
          client_secret: clientSecret,
          refresh_token: refreshToken,
        })
        expect(grantless).toMatchObject({ client_id: clientId, client_secret: clientSecret, scope })
      }),
    )
  })
})

describe('an invalid token request', () => {
  const { refreshToken, ...application } = credentials

  test.each([
    ['a missing refresh token', { grantType: 'refresh_token' }, application, 'credentials.refreshToken is missing'],
    ['an empty scope', { grantType: 'client_credentials', scope: '' }, credentials, 'scope is missing'],
    ['an empty code', { grantType: 'authorization_code', code: '' }, credentials, 'code is missing'],
    ['an empty client id', { grantType: 'refresh_token' }, { ...credentials, clientId: '' }, 'credentials.clientId'],
    ['an empty secret', { grantType: 'refresh_token' }, { ...credentials, clientSecret: '' }, 'clientSecret must be'],
    [
      'an empty refresh token',
      { grantType: 'refresh_token' },
      { ...credentials, refreshToken: '' },
      'must be a non-empty string or undefined',
    ],
  ] as const)('names %s', (_case, grant, invalid, words) => {
    expect(() => tokenRequest(grant, invalid)).toThrow(TypeError)
    expect(() => tokenRequest(grant, invalid)).toThrow(words)
  })

  test('names an unknown grant', () => {
    // @ts-expect-error the grant is none of the three
    expect(() => tokenRequest({ grantType: 'password' }, credentials)).toThrow('grantType must be')
  })
})
