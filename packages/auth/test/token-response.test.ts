import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AuthError, readTokenResponse } from '../src/index.ts'

const json = 'application/json;charset=UTF-8'
const now = Date.UTC(2025, 0, 1)

function errorOf(status: number, contentType: string | null, text: string): AuthError {
  try {
    readTokenResponse(status, contentType, text, now)
  } catch (error) {
    if (error instanceof AuthError) return error
    throw error
  }
  throw new Error('no error was thrown')
}

describe('a response with a token', () => {
  test('counts the lifetime from the time of sending and sets the renewal to a minute before the expiry', () => {
    const text = JSON.stringify({ access_token: 'Atza|1', token_type: 'bearer', expires_in: 3600 })
    expect(readTokenResponse(200, json, text, now)).toEqual({
      accessToken: 'Atza|1',
      expiresAt: now + 3_600_000,
      renewAt: now + 3_540_000,
    })
  })

  test('returns the refresh token of an authorization code', () => {
    const text = JSON.stringify({ access_token: 'Atza|1', expires_in: 3600, refresh_token: 'Atzr|2' })
    expect(readTokenResponse(200, json, text, now).refreshToken).toBe('Atzr|2')
  })

  test('sets the renewal before the expiry for any lifetime', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (seconds) => {
        const text = JSON.stringify({ access_token: 'Atza|1', expires_in: seconds })
        const token = readTokenResponse(200, json, text, now)
        expect(token.renewAt).toBeLessThan(token.expiresAt)
        expect(token.renewAt).toBeGreaterThan(now)
      }),
    )
  })
})

describe('an OAuth error', () => {
  test('becomes an error with a code, the status, the request id, Amazon’s description and advice', () => {
    const text = JSON.stringify({
      error: 'invalid_grant',
      error_description: 'The request has an invalid grant parameter : refresh_token',
      request_id: 'request-7',
    })
    const error = errorOf(400, json, text)
    expect(error).toMatchObject({
      name: 'AuthError',
      code: 'INVALID_GRANT',
      status: 400,
      requestId: 'request-7',
      description: 'The request has an invalid grant parameter : refresh_token',
      retryable: false,
    })
    expect(error.message).toContain('invalid_grant (status 400, request id request-7)')
    expect(error.advice).toContain('authorize the application again')
    expect(error.message).toContain(error.advice)
  })

  test.each([
    [400, 'invalid_request', 'INVALID_REQUEST'],
    [401, 'invalid_client', 'INVALID_CLIENT'],
    [400, 'invalid_scope', 'INVALID_SCOPE'],
    [400, 'unauthorized_client', 'UNAUTHORIZED_CLIENT'],
    [400, 'unsupported_grant_type', 'UNSUPPORTED_GRANT_TYPE'],
    [400, 'something_new', 'REFUSED'],
  ])('with status %i and %s is %s and not retryable', (status, error, code) => {
    expect(errorOf(status, json, JSON.stringify({ error }))).toMatchObject({ code, retryable: false })
  })

  test.each([
    [429, 'THROTTLED'],
    [500, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
  ])('with status %i is %s and retryable', (status, code) => {
    expect(errorOf(status, json, '')).toMatchObject({ code, status, retryable: true })
  })
})

describe('an unusable response', () => {
  test.each([
    ['HTML with status 200', 200, 'text/html', '<html>sign in</html>'],
    ['an empty body', 200, json, ''],
    ['an empty body without a label', 200, null, ''],
    ['JSON cut short', 200, json, '{"access_token":"Atza|AC'],
    ['a list', 200, json, '[]'],
    ['null', 200, json, 'null'],
    ['a token that is no string', 200, json, '{"access_token":1,"expires_in":3600}'],
    ['a token with a line break', 200, json, '{"access_token":"Atza|\\r\\nX: y","expires_in":3600}'],
    ['no lifetime', 200, json, '{"access_token":"Atza|1"}'],
    ['a lifetime of zero', 200, json, '{"access_token":"Atza|1","expires_in":0}'],
    ['a lifetime without end', 200, json, '{"access_token":"Atza|1","expires_in":1e999}'],
    ['a redirect', 302, null, ''],
    ['HTML with status 400', 400, 'text/html', '<html></html>'],
  ])('is an error: %s', (_case, status, contentType, text) => {
    const error = errorOf(status, contentType, text)
    expect(error).toMatchObject({ code: 'BAD_RESPONSE', status, retryable: false })
    expect(error.message).not.toContain('Atza')
    expect(error.message).not.toContain('<html>')
  })

  test('is an AuthError for any bytes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.oneof(fc.string(), fc.json()), (status, text) => {
        expect(errorOf(status, json, text)).toBeInstanceOf(AuthError)
      }),
    )
  })
})
