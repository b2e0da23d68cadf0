import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type RequestParts, verify } from '../../src/amazon-pay/index.ts'
import { algorithms, publicKey, signed } from './account.ts'

const text = fc.string({ unit: 'binary', maxLength: 12 })
const segment = text.filter((value) => value !== '' && value !== '.' && value !== '..')
const path = fc.array(segment, { maxLength: 4 }).map((parts) => `/${parts.map(encodeURIComponent).join('/')}`)
const query = fc
  .array(fc.tuple(text, text), { maxLength: 4 })
  .map((pairs) => pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'))
const value = fc.stringMatching(/^[!-~]{1,20}$/)
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'DELETE'),
  path,
  query,
  body: fc.oneof(text, fc.uint8Array({ maxLength: 20 })),
  key: value,
  algorithm: fc.constantFrom(...algorithms),
})
type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never

function send({ method, path, query, body, key, algorithm }: Drawn) {
  const url = `https://pay-api.amazon.eu${path}?${query}`
  return signed({ method, url, body, headers: { 'x-amz-pay-idempotency-key': key } }, algorithm)
}

function accepted(parts: RequestParts): boolean {
  return verify(parts, publicKey).valid
}

/** What a query means: its pairs, in the order in which they are signed. */
function meaning(query: string): string {
  return JSON.stringify([...new URLSearchParams(query)].map((pair) => pair.map(encodeURIComponent)).sort())
}

function property<T>(drawn: fc.Arbitrary<T>, check: (drawn: Drawn, other: T) => void): void {
  fc.assert(fc.property(request, drawn, check), { numRuns: 150 })
}

const nothing = fc.constant(undefined)

describe('verify', () => {
  test('accepts the signatures of sign', () => {
    property(nothing, (drawn) => {
      expect(verify(send(drawn), publicKey)).toMatchObject({ valid: true })
    })
  })

  test('accepts a query in any order, with any encoding, and repeated slashes', () => {
    property(nothing, (drawn) => {
      const sent = send(drawn)
      const decoded = drawn.query.replaceAll('%2C', ',').replaceAll('%20', '+')
      const reordered = decoded.split('&').reverse().join('&')
      expect(accepted({ ...sent, url: `${drawn.path.replaceAll('/', '//')}?${reordered}` })).toBe(true)
    })
  })

  test('accepts header names in any case', () => {
    property(nothing, (drawn) => {
      const sent = send(drawn)
      const entries = Object.entries(sent.headers).map(([name, held]) => [name.toUpperCase(), held])
      expect(accepted({ ...sent, headers: Object.fromEntries(entries) })).toBe(true)
    })
  })

  test('rejects another method', () => {
    property(fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'), (drawn, method) => {
      expect(accepted({ ...send(drawn), method })).toBe(method === drawn.method)
    })
  })

  test('rejects another path', () => {
    property(path, (drawn, other) => {
      // A percent sign in the path itself: what one reader encodes once is what another one encodes twice.
      fc.pre(![drawn.path, other].some((held) => held.includes('%25')))
      expect(accepted({ ...send(drawn), url: `${other}?${drawn.query}` })).toBe(other === drawn.path)
    })
  })

  test('rejects a path with an additional segment', () => {
    property(nothing, (drawn) => {
      expect(accepted({ ...send(drawn), url: `${drawn.path}/x?${drawn.query}` })).toBe(false)
    })
  })

  test('rejects another query', () => {
    property(query, (drawn, other) => {
      expect(accepted({ ...send(drawn), url: `${drawn.path}?${other}` })).toBe(meaning(other) === meaning(drawn.query))
    })
  })

  test('rejects an additional parameter', () => {
    property(nothing, (drawn) => {
      expect(accepted({ ...send(drawn), url: `${drawn.path}?${drawn.query}&x=` })).toBe(false)
    })
  })

  test('rejects another value of a signed header', () => {
    property(value, (drawn, other) => {
      fc.pre(other !== drawn.key)
      const sent = send(drawn)
      const names = ['accept', 'content-type', 'x-amz-pay-host', 'x-amz-pay-idempotency-key']
      for (const name of names) {
        expect(accepted({ ...sent, headers: { ...sent.headers, [name]: other } })).toBe(false)
      }
      expect(accepted({ ...sent, headers: { ...sent.headers, 'x-amz-pay-date': '20180524T223711Z' } })).toBe(false)
      expect(accepted({ ...sent, headers: { ...sent.headers, 'x-amz-pay-region': 'na' } })).toBe(false)
    })
  })

  test('rejects another body', () => {
    property(fc.uint8Array({ minLength: 1, maxLength: 20 }), (drawn, other) => {
      const sent = send(drawn)
      const body = Buffer.from(drawn.body)
      expect(accepted({ ...sent, body: Buffer.concat([body, other]) })).toBe(false)
      expect(accepted({ ...sent, body: other })).toBe(Buffer.from(other).equals(body))
    })
  })

  test('rejects another public key', () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey
    property(nothing, (drawn) => {
      expect(verify(send(drawn), other).valid).toBe(false)
    })
  })

  test('rejects a signature with the name of the other algorithm', () => {
    property(nothing, (drawn) => {
      const sent = send(drawn)
      const [name, other] = drawn.algorithm === algorithms[0] ? algorithms : [algorithms[1], algorithms[0]]
      const authorization = sent.headers.authorization?.replace(name, other) ?? ''
      expect(accepted({ ...sent, headers: { ...sent.headers, authorization } })).toBe(false)
    })
  })

  test('rejects any changed character in the signature or in SignedHeaders', () => {
    property(fc.tuple(fc.nat(), fc.constantFrom(...'ABCxyz0189+/=;')), (drawn, [seed, character]) => {
      const sent = send(drawn)
      const authorization = sent.headers.authorization ?? ''
      const start = authorization.indexOf('SignedHeaders=') + 'SignedHeaders='.length
      const index = start + (seed % (authorization.length - start))
      const changed = authorization.slice(0, index) + character + authorization.slice(index + 1)
      expect(accepted({ ...sent, headers: { ...sent.headers, authorization: changed } })).toBe(
        changed === authorization,
      )
    })
  })

  test('never throws for any request', () => {
    const parts = fc.record({ method: text, url: text, body: text, authorization: text, date: text })
    fc.assert(
      fc.property(parts, ({ method, url, body, authorization, date }) => {
        const header = `AMZN-PAY-RSASSA-PSS PublicKeyId=a, SignedHeaders=accept;x-amz-pay-date, Signature=${authorization}`
        for (const held of [authorization, header]) {
          const headers = { accept: 'a', 'x-amz-pay-date': date, authorization: held }
          expect(accepted({ method, url, body, headers })).toBe(false)
        }
      }),
    )
  })
})
