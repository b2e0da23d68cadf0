import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sign, verify } from '../../src/amazon-pay/index.ts'

const { REPORTLINE_ATTACK_ROUNDS: numRuns = 6_000, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKeyId = 'SANDBOX-AEXAMPLEKEY'
const url = 'https://pay-api.amazon.eu/sandbox/v2/reports?reportTypes=A&createdSince=20250101T000000Z'
const body = '{"reportType":"A","startTime":"20250101T000000Z"}'

/** Changes one character of a text to another one. */
function changed(text: string, at: number, to: string): string {
  const index = at % text.length
  return text.slice(0, index) + to + text.slice(index + 1)
}

test('no change of the method, the path, a signed header, the body or the signature is accepted', () => {
  const parts = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body }
  const headers: Record<string, string> = {
    ...sign(parts, { publicKeyId, privateKey, region: 'eu', date: new Date(0) }).headers,
  }
  const original = { method: 'POST', url, headers, body }
  const isValid = (one: typeof original) => verify(one, publicKey).valid
  expect(isValid(original)).toBe(true)
  const [, names = ''] = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? []
  const [, signature = ''] = /Signature=([^,\s]+)/.exec(headers.authorization ?? '') ?? []
  const change = fc.record({
    part: fc.constantFrom('method', 'path', 'body', 'signature', ...names.split(';').map((name) => `header ${name}`)),
    at: fc.nat(10_000),
    to: fc.stringMatching(/^[A-Za-z0-9]$/),
  })
  fc.assert(
    fc.property(change, ({ part, at, to }) => {
      const one = { ...original, headers: { ...headers } }
      if (part === 'method') one.method = changed('POST', at, to).toUpperCase()
      else if (part === 'path') one.url = url.slice(0, 26) + changed(url.slice(26), at, to)
      else if (part === 'body') one.body = changed(body, at, to)
      else if (part === 'signature') {
        one.headers.authorization = (headers.authorization ?? '').replace(signature, changed(signature, at, to))
      } else {
        const name = part.slice('header '.length)
        one.headers[name] = changed(headers[name] ?? '', at, to)
      }
      const isSame = JSON.stringify(one) === JSON.stringify(original)
      expect(isValid(one)).toBe(isSame)
    }),
    { numRuns: Number(numRuns), seed: Number(seed) },
  )
})
