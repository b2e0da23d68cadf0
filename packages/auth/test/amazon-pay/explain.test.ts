import { describe, expect, test } from 'vitest'
import { explain, formatExplanation, type RequestParts } from '../../src/amazon-pay/index.ts'
import { publicKey, signed } from './account.ts'

const url = '/v2/reports?b=1,2&a=x'
const request = signed({ method: 'POST', url: `https://pay-api.amazon.eu${url}`, body: '{"a":1}' })

describe('explain', () => {
  test('returns what was signed', () => {
    const { difference, other, request: own, verification } = explain(request, { publicKey })
    expect(own.canonicalRequest).toMatch(/^POST\n\/v2\/reports\na=x&b=1%2C2\naccept:application\/json\n/)
    expect(own.stringToSign).toMatch(/^AMZN-PAY-RSASSA-PSS-V2\n[0-9a-f]{64}$/)
    expect([difference, other, verification?.valid]).toEqual([undefined, undefined, true])
  })

  test('finds no difference if the other side has the same string to sign', () => {
    const { stringToSign } = explain(request).request
    expect(explain(request, { stringToSign })).toMatchObject({ difference: undefined })
    const message = `Unable to verify signature, signing String [${stringToSign.replace('\n', '\\n')}] , signature [x]`
    expect(formatExplanation(explain(request, { stringToSign: message }))).toContain('Both sides have the same')
  })

  const changes: [string, Partial<RequestParts>, string, string | undefined][] = [
    ['an empty body', { body: '' }, 'hash of the body', 'with an empty body'],
    ['the body {}', { body: '{}' }, 'hash of the body', 'with the body {}'],
    ['no query', { url: '/v2/reports' }, 'query', 'without the query'],
    ['a slash more', { url: '/v2/reports/?b=1,2&a=x' }, 'path', 'with a slash at the end of the path'],
    ['the environment in the path', { url: `/sandbox${url}` }, 'path', 'with the environment sandbox at the start'],
    ['another method', { method: 'PUT' }, 'hash', undefined],
  ]
  test.each(changes)('finds the variant that leads to the hash of the other side: %s', (_, change, part, variant) => {
    const { stringToSign } = explain({ ...request, ...change }).request
    const explanation = explain(request, { stringToSign })
    expect(explanation.difference).toMatchObject({ part })
    expect(explanation.variant ?? 'nothing').toContain(variant ?? 'nothing')
  })

  test('finds what was signed if the signature does not match', () => {
    const explanation = explain({ ...request, body: '{"a":1}\n' }, { publicKey })
    expect(explanation.verification).toMatchObject({ valid: false, reason: 'SIGNATURE_MISMATCH' })
    expect(explanation.variant).toBe('without the line break at the end of the body')
  })

  test('marks the first character that differs from the received request', () => {
    const received = { ...request, headers: { ...request.headers, accept: 'application/xml' } }
    const explanation = explain(request, { received })
    expect(explanation.difference).toEqual({
      text: 'canonical request',
      line: 4,
      column: 20,
      part: 'header accept',
      request: 'accept:application/json',
      other: 'accept:application/xml',
    })
    const text = formatExplanation(explanation)
    expect(text).toContain(`> accept:application/json\n${' '.repeat(21)}^\n`)
    expect(text).toContain(`> accept:application/xml\n${' '.repeat(21)}^\n`)
    expect(text).toContain('First difference: header accept, line 4, column 20 of the canonical request.')
  })

  test('compares with the canonical request of another program', () => {
    const canonicalRequest = explain(request).request.canonicalRequest?.replace('a=x&b', 'b') ?? ''
    expect(explain(request, { canonicalRequest }).difference).toMatchObject({ part: 'query', line: 3, column: 1 })
  })

  test('reports that the canonical request of a hash is unknown', () => {
    const text = formatExplanation(explain(request, { stringToSign: 'AMZN-PAY-RSASSA-PSS-V2\nabc' }))
    expect(text).toContain('Canonical request of the other side: unknown')
    expect(text).toContain('First difference: hash, line 2, column 1 of the string to sign.')
  })

  test('does not show the token of a delegated call', () => {
    const delegated = signed({ headers: { 'x-amz-pay-authtoken': 'SECRETtoken' } })
    const received = { ...delegated, headers: { ...delegated.headers, 'x-amz-pay-authtoken': 'SECRETother' } }
    expect(formatExplanation(explain(delegated, { received }))).not.toContain('SECRET')
  })

  test('rejects a request that was not signed', () => {
    expect(() => explain({ method: 'GET', url, headers: {} })).toThrow('The header authorization is missing')
  })
})
