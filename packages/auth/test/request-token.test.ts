import { describe, expect, test } from 'vitest'
import { AuthError, requestToken } from '../src/index.ts'
import { credentials, manualClock, oauthError, tokenEndpointWith, tokenResponse } from './token-endpoint.ts'

const seller = { grantType: 'refresh_token' } as const

function surroundings(endpoint: ReturnType<typeof tokenEndpointWith>, clock = manualClock()) {
  return { fetch: endpoint.fetch, now: clock.now, sleep: clock.sleep, random: () => 0.5 }
}

function networkFault(): Error {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  })
}

describe('a token request', () => {
  test.each([
    ['a network fault', networkFault],
    ['status 429', () => new Response('', { status: 429 })],
    ['an empty 503', () => new Response(null, { status: 503 })],
  ])('is retried after %s, with growing pauses', async (_case, fault) => {
    const clock = manualClock()
    const endpoint = tokenEndpointWith(fault(), fault(), tokenResponse('1'))
    const token = await requestToken(seller, credentials, surroundings(endpoint, clock))
    expect(token.accessToken).toContain('ACCESSaccess1')
    expect(clock.slept).toEqual([500, 1000])
  })

  test('fails after the third attempt', async () => {
    const endpoint = tokenEndpointWith(networkFault(), networkFault(), networkFault(), tokenResponse('never'))
    const asking = requestToken(seller, credentials, surroundings(endpoint))
    await expect(asking).rejects.toMatchObject({ code: 'NETWORK', retryable: true, cause: { code: 'ECONNREFUSED' } })
    expect(endpoint.forms).toHaveLength(3)
  })

  test('is not retried after a refusal', async () => {
    const endpoint = tokenEndpointWith(oauthError(400, 'invalid_grant'), tokenResponse('never'))
    const asking = requestToken(seller, credentials, surroundings(endpoint))
    await expect(asking).rejects.toMatchObject({ code: 'INVALID_GRANT', requestId: 'request-1' })
    expect(endpoint.forms).toHaveLength(1)
  })

  test('with an authorization code is not retried, because the code can be used once', async () => {
    const endpoint = tokenEndpointWith(networkFault(), tokenResponse('never'))
    const grant = { grantType: 'authorization_code', code: 'ANcode' } as const
    await expect(requestToken(grant, credentials, surroundings(endpoint))).rejects.toBeInstanceOf(AuthError)
    expect(endpoint.forms).toHaveLength(1)
  })

  test('times out', async () => {
    const late = () => new DOMException('The operation was aborted due to timeout', 'TimeoutError') as Error
    const endpoint = tokenEndpointWith(late(), late(), late())
    const asking = requestToken(seller, credentials, surroundings(endpoint))
    await expect(asking).rejects.toMatchObject({ code: 'TIMEOUT' })
  })

  test('does not follow redirects', async () => {
    const elsewhere = new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } })
    const endpoint = tokenEndpointWith(elsewhere)
    await expect(requestToken(seller, credentials, surroundings(endpoint))).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      status: 307,
    })
    expect(endpoint.requests[0]?.redirect).toBe('manual')
  })

  test('counts the lifetime of a token from the time of sending', async () => {
    const clock = manualClock()
    const sentAt = clock.now()
    const endpoint = tokenEndpointWith(() => {
      clock.advance(5_000)
      return tokenResponse('1')
    })
    const token = await requestToken(seller, credentials, surroundings(endpoint, clock))
    expect(token.expiresAt).toBe(sentAt + 3_600_000)
  })

  test('is sent to the given endpoint', async () => {
    const endpoint = tokenEndpointWith(tokenResponse('1'))
    await requestToken(seller, credentials, { ...surroundings(endpoint), endpoint: 'http://127.0.0.1:1/token' })
    expect(endpoint.requests[0]?.url).toBe('http://127.0.0.1:1/token')
  })

  test.each([200, 500])('reads no more than 64 KiB of a response with status %i', async (status) => {
    let sent = 0
    let isCancelled = false
    const endless = () => {
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 16_384
          controller.enqueue(new Uint8Array(16_384).fill(32))
        },
        cancel() {
          isCancelled = true
        },
      })
      return new Response(body, { status })
    }
    const error = requestToken(seller, credentials, surroundings(tokenEndpointWith(endless, endless, endless)))
    await expect(error).rejects.toMatchObject(
      status === 200
        ? { code: 'BAD_RESPONSE', message: expect.stringContaining('more than 65536 bytes instead of a token') }
        : { code: 'UNAVAILABLE', status },
    )
    expect(isCancelled).toBe(true)
    expect(sent).toBeLessThan(3 * 131_072)
  })
})
