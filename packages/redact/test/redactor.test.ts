import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contentTypeFrom, redactor, requestIdFrom } from '../src/index.ts'

const secret = 'amzn1.oa2-cs.v1.5f2a9c41d7e8b3a6905c1f7e2d4b8a63'
const token = 'Atza|IwEBIKxqTn4vZ8Jd2/hQ+Lr7W9pEuYc3=='

const hex = (text: string) => Buffer.from(text).toString('hex')
const base64 = (text: string) => Buffer.from(text).toString('base64')

/** How a text may repeat a secret. */
const forms: readonly (readonly [string, (text: string) => string])[] = [
  ['plain', (text) => text],
  ['URL-encoded', encodeURIComponent],
  ['URL-encoded twice', (text) => encodeURIComponent(encodeURIComponent(text))],
  ['form-encoded', (text) => new URLSearchParams({ a: text }).toString().slice(2)],
  ['percent-encoded throughout', (text) => hex(text).replaceAll(/../g, '%$&')],
  ['HTML-escaped', (text) => text.replaceAll('|', '&#124;').replaceAll('=', '&#61;').replaceAll('+', '&#43;')],
  ['in hexadecimal', hex],
  ['in upper-case hexadecimal', (text) => hex(text).toUpperCase()],
  ['in Base64', base64],
  ['in Base64 after one character', (text) => base64(`x${text}`)],
  ['in Base64 after two characters', (text) => base64(`xy${text}yz`)],
  ['in base64url', (text) => Buffer.from(text).toString('base64url')],
  ['in upper case', (text) => text.toUpperCase()],
  ['in lower case', (text) => text.toLowerCase()],
  ['without its end', (text) => text.slice(0, -6)],
  ['without its prefix', (text) => text.slice(16)],
  ['its middle', (text) => text.slice(10, 26)],
  ['as JavaScript escapes', (text) => hex(text).replaceAll(/../g, '\\u00$&')],
]

/** Whether a text still contains ten successive characters of a secret in a form. */
function leaks(text: string, form: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), form.toLowerCase()]
  return Array.from({ length: Math.max(0, wanted.length - 9) }, (_, start) => wanted.slice(start, start + 10)).some(
    (part) => lower.includes(part),
  )
}

describe('a secret of the caller', () => {
  const unknown = 'kT9-wQ3xZ.7Lm_f2RbY8uVn4~Hc6'

  test.each(forms)('is removed %s', (_, form) => {
    for (const each of [secret, token, unknown]) {
      const text = `before ${form(each)} after`
      const clean = redactor([each])(text)
      expect(clean).toMatch(/^before .* after$/)
      // The first and the last characters in Base64 depend on what stands beside them.
      expect(leaks(clean, form(each).slice(4, -4))).toBe(false)
    }
  })

  test('is removed wherever it is, among others, in any of the forms', () => {
    const words = fc.array(fc.constantFrom('report', 'is', '50001020785', 'not', 'found', '|', '='), { maxLength: 5 })
    const secrets = fc.array(fc.stringMatching(/^[A-Za-z0-9|.+/=~_-]{16,60}$/), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(words, secrets, words, fc.constantFrom(...forms), (before, all, after, [, form]) => {
        const text = [...before, ...all.map(form), ...after].join(' ')
        const clean = redactor(all)(text)
        for (const each of all) expect(leaks(clean, form(each).slice(4, -4))).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('leaves ordinary text as it is', () => {
    const text = 'One or more required parameters missing (reportTypes;) for amzn1.spdoc.1.4.na.0f6b1c2d-1111'
    expect(redactor([unknown, token])(text)).toBe(text)
  })

  test('that is short is removed as a whole', () => {
    expect(redactor(['s3cr3t'])('it is S3CR3T, not s3cr')).toBe('it is [removed], not s3cr')
    expect(redactor(['abc'])('abc')).toBe('abc')
  })

  test('is not shown by the function', () => {
    expect(String(redactor([unknown]))).not.toContain(unknown)
  })
})

describe('a credential that is not known', () => {
  test.each([
    ['an access token', `got ${token}`, 'got [removed]'],
    ['an escaped token', `got ${encodeURIComponent(token)}`, 'got [removed]'],
    ['a token escaped twice', `got ${encodeURIComponent(encodeURIComponent(token))}`, 'got [removed]'],
    ['a token in HTML', 'got Atzr&#124;IwEBIKxqTn4vZ8', 'got [removed]'],
    ['a restricted data token', 'got Atz.sprdt|AYABeKxqTn4', 'got [removed]'],
    ['a client secret', `got ${secret}!`, 'got [removed]'],
    ['a form', 'client_secret=abcdefgh&scope=x', 'client_secret=[removed]&scope=x'],
    ['JSON', '{"access_token":"abcdefgh"}', '{"access_token=[removed]"}'],
    [
      'a presigned URL',
      'GET https://a.example/b?X-Amz-Signature=12 failed',
      'GET https://a.example/b?[removed] failed',
    ],
    ['a parameter of AWS', 'X-Amz-Security-Token%3DIQoJb3JpZ2lu', 'X-Amz-Security-Token=[removed]'],
    ['a session token', `the token IQoJ${'b3JpZ2lu'.repeat(9)} is expired`, 'the token [removed] is expired'],
    ['an access key', 'key ASIAQWERTYUIOPASDFGH', 'key [removed]'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----', '[removed]'],
  ])('is removed: %s', (_, text, expected) => {
    expect(redactor()(text)).toBe(expected)
  })

  test('is removed in linear time', () => {
    const hostile = ['At'.repeat(30_000), 'https://'.repeat(8_000), '-----BEGIN '.repeat(6_000), 'code:'.repeat(12_000)]
    const start = process.cpuUsage().user
    for (const text of hostile) redactor([secret])(text)
    expect(process.cpuUsage().user - start).toBeLessThan(2_000_000)
  })
})

describe('a request id', () => {
  const redact = redactor([secret])

  test.each(['7b6c3c6e-4d5a-4f0e-9f43-2a1b0c9d8e7f', '8QJ2SX6VCMRRRJTT2RFP', 'id-503'])('is accepted: %s', (id) => {
    expect(requestIdFrom(id, redact)).toBe(id)
  })

  test.each([undefined, null, '', 'a b', secret, secret.slice(16), hex(secret).slice(0, 40), token, 'x'.repeat(65)])(
    'is dropped if it does not look like one: %s',
    (value) => expect(requestIdFrom(value, redact)).toBeUndefined(),
  )
})

describe('a content type', () => {
  const redact = redactor([secret])

  test.each([
    ['text/plain', 'text/plain'],
    ['text/plain;charset="Windows-31J"', 'text/plain; charset=Windows-31J'],
    ['text/plain; format=flowed; charset=ISO8859_1', 'text/plain; charset=ISO8859_1'],
    [`text/plain; charset=${secret.slice(16)}`, 'text/plain'],
    [`text/${secret.slice(16)}`, undefined],
    ['<html>', undefined],
    [null, undefined],
  ])('of %s is %s', (value, expected) => {
    expect(contentTypeFrom(value, redact)).toBe(expected)
  })
})
