import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Operation, RequestOptions, Send } from '../src/index.ts'
import { requestRedactor } from '../src/redact.ts'
import { failureOf, json, type Step, setUp } from './scripted-fetch.ts'

const operation: Operation = { id: 'act', method: 'POST', path: '/things/{id}', idempotent: false }

const secrets = fc
  .uniqueArray(fc.stringMatching(/^[A-Za-z0-9|.+/=-]{12,40}$/), { minLength: 5, maxLength: 5 })
  .map(([authorized, called, query, body, response]) => ({ authorized, called, query, body, response }))

type Secrets = Record<'authorized' | 'called' | 'query' | 'body' | 'response', string | undefined>

function leaky(secret: Secrets): { send: Send; options: RequestOptions; headers: Record<string, string> } {
  const url = `https://api.example/things/1?X-Amz-Signature=${encodeURIComponent(secret.query ?? '')}`
  return {
    send: ({ fetch, signal }) => fetch(new Request(url, { method: 'POST', body: JSON.stringify(secret), signal })),
    options: {
      attempts: 1,
      authorize: (request) => {
        request.headers.set('x-amz-access-token', secret.authorized ?? '')
        request.headers.set('x-custom', `Bearer ${secret.authorized}`)
        return request
      },
    },
    headers: { authorization: secret.called ?? '' },
  }
}

/** Everything that could end up in a log. */
function allOf(error: unknown): string {
  const views = [String(error), JSON.stringify(error), inspect(error, { depth: 10, showHidden: true, getters: true })]
  if (error instanceof Error) views.push(error.stack ?? '', inspect(error.cause, { depth: 10, showHidden: true }))
  return views.join('\n')
}

/** Failures whose response or error repeats the request. */
const failures: [string, (secret: Secrets) => Step][] = [
  [
    'an API error that quotes the headers and the query',
    ({ authorized, called, query }) =>
      () =>
        json(403, {
          errors: [
            {
              code: `C ${authorized}`,
              message: `${called}: ${query} ${encodeURIComponent(query ?? '')}`,
              details: `[${authorized}]`,
            },
          ],
        }),
  ],
  [
    'an error body of another shape',
    ({ body }) =>
      () =>
        json(500, { unknown: body, payload: [body] }),
  ],
  [
    'a response that is not JSON',
    ({ response }) =>
      () =>
        new Response(`{"restrictedDataToken":"${response}"`),
  ],
  [
    'a content type that quotes a header',
    ({ authorized }) =>
      () =>
        new Response('<', { headers: { 'content-type': `text/${authorized}` } }),
  ],
  [
    'an error that contains the request and quotes its address',
    () => async (request) => {
      const body = await request.text()
      const cause = Object.assign(new Error(`${request.url} ${body}`), {
        request,
        config: { body },
        code: 'ECONNRESET',
      })
      throw Object.assign(new TypeError(`request to ${request.url} failed`, { cause }), { request })
    },
  ],
  [
    'an error without a code',
    () => (request) => {
      throw new Error(`${request.url} ${request.headers.get('x-amz-access-token')}`, { cause: request })
    },
  ],
  [
    'a code and a name that quote',
    ({ authorized }) =>
      () => {
        const code = `E ${authorized}`
        throw Object.assign(new Error('no'), { code, name: code, cause: { code, syscall: 'read' } })
      },
  ],
]

describe('no credential, query, request body or response body appears in the message, the inspection or the JSON', () => {
  test.each(failures)('of %s', async (_, failing) => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const { send, options, headers } = leaky(secret as Secrets)
        const { request, events } = setUp([failing(secret as Secrets)], options)
        const seen = allOf(await failureOf(request(operation, send, { headers }))) + JSON.stringify(events)
        for (const value of Object.values(secret)) {
          expect(seen).not.toContain(value)
          expect(seen).not.toContain(encodeURIComponent(value ?? ''))
        }
        expect(seen).not.toContain('Signature')
      }),
      { numRuns: 40 },
    )
  })

  test('of a URL that cannot be parsed, which the runtime would quote', async () => {
    const send: Send = ({ fetch }) => fetch(new Request('reports?token=very-secret-token'))
    const error = await failureOf(setUp([() => json(200, {})]).request(operation, send))
    expect(error).toBeInstanceOf(TypeError)
    expect(allOf(error)).not.toContain('very-secret')
    expect(String(error)).toContain('act: the URL of the request is invalid. Check the base URL')
  })

  test('of a URL with a password', async () => {
    const send: Send = ({ fetch }) => fetch(new Request('https://me:very-secret@api.example/'))
    expect(allOf(await failureOf(setUp([() => json(200, {})]).request(operation, send)))).not.toContain('very-secret')
  })

  test.each(['very-secret\nX', 'very-secret’'])('of the header value %j, which HTTP does not allow', async (value) => {
    const send: Send = ({ fetch }) => fetch(new Request('https://api.example/', { headers: { 'x-token': value } }))
    const error = await failureOf(setUp([() => json(200, {})]).request(operation, send))
    expect(error).toBeInstanceOf(TypeError)
    expect(allOf(error)).not.toContain('very-secret')
  })

  test('of a header value from `authorize`, which HTTP does not allow', async () => {
    const authorize = (request: Request) => {
      request.headers.set('x-amz-access-token', 'very-secret\nX')
      return request
    }
    const { send } = leaky({ authorized: 'a', called: 'b', query: 'c', body: 'd', response: 'e' })
    const error = await failureOf(setUp([() => json(200, {})], { authorize }).request(operation, send))
    expect(error).toBeInstanceOf(TypeError)
    expect(allOf(error)).not.toContain('very-secret')
  })

  test('of a call header that HTTP does not allow', async () => {
    const { send } = leaky({ authorized: 'a', called: 'b', query: 'c', body: 'd', response: 'e' })
    const headers = { 'x-token': 'very-secret\nX' }
    const error = await failureOf(setUp([() => json(200, {})]).request(operation, send, { headers }))
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).toContain('"x-token"')
    expect(allOf(error)).not.toContain('very-secret')
  })
})

test('a credential that starts like another one is removed completely', () => {
  const request = new Request('https://api.example/?token=abcdefgh&key=abcdefghijkl')
  const { quote } = requestRedactor(request, new Headers())
  expect(quote('abcdefghijkl, abcdefgh')).toBe('[removed], [removed]')
})

test('headers that a signer sets besides its credentials may be quoted, because services explain signatures with them', async () => {
  const authorize = (request: Request) => {
    request.headers.set('x-amz-pay-host', 'pay-api.amazon.eu')
    request.headers.set('authorization', 'AMZN-PAY-RSASSA-PSS PublicKeyId=LIVE-12345678, Signature=abcdefghijkl')
    return request
  }
  const message = 'signing String [AMZN-PAY-RSASSA-PSS pay-api.amazon.eu], signature [abcdefghijkl]'
  const { request } = setUp([() => json(403, { reasonCode: 'InvalidRequestSignature', message })], { authorize })
  const error = await failureOf(request(operation, ({ fetch }) => fetch(new Request('https://api.example/'))))
  expect(error).toHaveProperty('errors', [
    {
      code: 'InvalidRequestSignature',
      message: 'signing String [AMZN-PAY-RSASSA-PSS pay-api.amazon.eu], signature [[removed]]',
    },
  ])
})
