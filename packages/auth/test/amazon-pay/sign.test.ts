import { createHash, createSecretKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type SignOptions, sign } from '../../src/amazon-pay/index.ts'
import { date, privateKey, publicKey, publicKeyId } from './account.ts'

const request = { method: 'get', url: 'https://pay-api.amazon.eu/v2//reports/?b=1,2&a=x y~*&c', headers: {} }
const options: SignOptions = { publicKeyId, privateKey, region: 'DE', date }

describe('sign', () => {
  test('adds the headers that must be signed and signs the canonical request', () => {
    const { authorization, canonicalRequest, headers } = sign(request, options)
    expect(headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'x-amz-pay-date': '20180524T223710Z',
      'x-amz-pay-host': 'pay-api.amazon.eu',
      'x-amz-pay-region': 'eu',
      authorization,
    })
    expect(canonicalRequest.split('\n')).toEqual([
      'GET',
      '/v2/reports/',
      'a=x%20y~%2A&b=1%2C2&c=',
      'accept:application/json',
      'content-type:application/json',
      'x-amz-pay-date:20180524T223710Z',
      'x-amz-pay-host:pay-api.amazon.eu',
      'x-amz-pay-region:eu',
      '',
      'accept;content-type;x-amz-pay-date;x-amz-pay-host;x-amz-pay-region',
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    ])
    expect(authorization).toMatch(
      /^AMZN-PAY-RSASSA-PSS-V2 PublicKeyId=SANDBOX-AEXAMPLEKEYID, SignedHeaders=accept;[a-z;-]+, Signature=[\w+/]{342}==$/,
    )
  })

  test('signs an idempotency key and every other x-amz-pay- header, but no other header', () => {
    const headers = { 'X-Amz-Pay-Idempotency-Key': ' 0aF  1 ', 'X-Amz-Pay-AuthToken': 't', 'user-agent': 'a/1' }
    const { canonicalRequest } = sign({ ...request, headers }, options)
    expect(canonicalRequest).toContain('x-amz-pay-authtoken:t\n')
    expect(canonicalRequest).toContain('x-amz-pay-idempotency-key:0aF 1\n')
    expect(canonicalRequest).not.toContain('user-agent')
  })

  test.each([
    ['text', '{"é":1}'],
    ['bytes', new TextEncoder().encode('{"é":1}')],
  ])('hashes the bytes of a body that is %s', (_, body) => {
    const { canonicalRequest } = sign({ ...request, body }, options)
    const hash = createHash('sha256').update(Buffer.from('{"\u00e9":1}', 'utf8')).digest('hex')
    expect(canonicalRequest.endsWith(`\n${hash}`)).toBe(true)
  })

  const changes: [string, Partial<SignOptions>, string][] = [
    ['a public key', { privateKey: publicKey }, 'privateKey is a public key. Signing requires the private key.'],
    ['a secret key', { privateKey: createSecretKey('secret', 'utf8') }, 'privateKey is a secret key'],
    [
      'a key that is no RSA key',
      { privateKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey },
      'privateKey is not an RSA key but ec',
    ],
    [
      'a region that does not exist',
      { region: 'fe' },
      'region must be one of na, eu, jp, or an alias: us (na), de (eu), uk (eu); not "fe"',
    ],
    ['no region', { region: undefined }, 'region is missing, and the request has no header x-amz-pay-region'],
    ['no date', { date: undefined }, 'date is missing, and the request has no header x-amz-pay-date'],
    ['an invalid date', { date: new Date('noon') }, 'The date is invalid'],
    ['a year with five digits', { date: Date.UTC(12026, 0) }, 'its year must be between 0 and 9999'],
    ['an empty key id', { publicKeyId: '' }, 'publicKeyId must be'],
    ['a key id that would add a field', { publicKeyId: 'a, SignedHeaders=x' }, 'publicKeyId must be'],
    ['an algorithm that does not exist', { algorithm: 'RS256' as never }, 'algorithm must be AMZN-PAY-RSASSA-PSS or'],
  ]
  test.each(changes)('rejects %s', (_, change, message) => {
    expect(() => sign(request, { ...options, ...change })).toThrow(TypeError)
    expect(() => sign(request, { ...options, ...change })).toThrow(message)
  })

  test('rejects a request without a host', () => {
    expect(() => sign({ ...request, url: '/v2/reports' }, options)).toThrow('x-amz-pay-host is missing')
  })

  test.each([
    ['x-amz-pay-date', '20180230T000000Z', 'x-amz-pay-date must be a time like 20260304T120000Z'],
    ['x-amz-pay-date', '2022-08-06T23-59-59Z', 'not "2022-08-06T23-59-59Z"'],
    ['x-amz-pay-region', 'mars', 'region must be one of na, eu, jp'],
    ['x-amz-pay-region', 'uk', 'x-amz-pay-region must be eu, because AMZN-PAY-RSASSA-PSS-V2 accepts no aliases'],
  ])('rejects the header %s: %s', (name, value, message) => {
    expect(() => sign({ ...request, headers: { [name]: value } }, options)).toThrow(message)
  })

  test('accepts an alias in the header for the older algorithm', () => {
    const headers = { 'x-amz-pay-region': 'UK' }
    const result = sign({ ...request, headers }, { ...options, algorithm: 'AMZN-PAY-RSASSA-PSS' })
    expect(result.headers['x-amz-pay-region']).toBe('UK')
  })
})
