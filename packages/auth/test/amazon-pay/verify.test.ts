import { constants, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalRequest, stringToSign } from '../../src/amazon-pay/canonical-request.ts'
import { type RequestParts, verify } from '../../src/amazon-pay/index.ts'
import { sha256 } from '../../src/amazon-pay/request-parts.ts'
import { algorithms, privateKey, publicKey, signed } from './account.ts'

interface WireShape {
  readonly request: RequestParts
  /** What the SDK puts in its canonical request. */
  readonly path: string
  readonly query?: string
  readonly signedHeaders?: string
}

const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'x-amz-pay-date': '20180524T223710Z',
  'x-amz-pay-host': 'pay-api.amazon.eu',
  'x-amz-pay-region': 'eu',
}

/** Signs by hand what another SDK would sign, and sends what it would send. */
function sentBy({ request, path, query = '', ...shape }: WireShape, algorithm: (typeof algorithms)[number]) {
  const values = request.headers as Record<string, string>
  const { signedHeaders = Object.keys(values).sort().join(';') } = shape
  const lower = new Map(Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]))
  const block = signedHeaders
    .toLowerCase()
    .split(';')
    .map((name) => [name, lower.get(name) ?? ''] as const)
  const canonical = { method: request.method, path, query, headers: block, signedHeaders }
  const text = stringToSign(algorithm, canonicalRequest({ ...canonical, bodyHash: sha256(request.body ?? '') }))
  const saltLength = algorithm === 'AMZN-PAY-RSASSA-PSS' ? 20 : 32
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength }
  const signature = signBytes('sha256', Buffer.from(text), key).toString('base64')
  const authorization = `${algorithm} PublicKeyId=SANDBOX-A, SignedHeaders=${signedHeaders}, Signature=${signature}`
  return { ...request, headers: { ...values, authorization } }
}

const shapes: [string, WireShape][] = [
  [
    'Java: a slash before the question mark, a raw comma, the region in upper case',
    {
      request: {
        method: 'GET',
        url: '/v2/reports/?reportTypes=A,B',
        headers: { ...headers, 'x-amz-pay-region': 'EU' },
      },
      path: '/v2/reports/',
      query: 'reportTypes=A%2CB',
    },
  ],
  ['.NET: a slash at the end', { request: { method: 'GET', url: '/v2/reports/1/', headers }, path: '/v2/reports/1/' }],
  [
    '.NET: a path that is encoded twice in what is signed',
    { request: { method: 'GET', url: '/v2/reports/a%20b/', headers }, path: '/v2/reports/a%2520b/' },
  ],
  [
    '.NET: DELETE with the body {}',
    {
      request: { method: 'DELETE', url: '/v2/report-schedules/1/', headers, body: '{}' },
      path: '/v2/report-schedules/1/',
    },
  ],
  ['PHP: a bare question mark', { request: { method: 'GET', url: '/v2/reports?', headers }, path: '/v2/reports' }],
  [
    'PHP: a plus sign for a space',
    { request: { method: 'GET', url: '/v2/reports?a=b+c', headers }, path: '/v2/reports', query: 'a=b%20c' },
  ],
  [
    'Node: SignedHeaders in the case of its caller, with the user agent, and the extended form of the date',
    {
      request: {
        method: 'POST',
        url: '/v2/reports',
        headers: {
          ...headers,
          'x-amz-pay-date': '2018-05-24T22:37:10Z',
          'user-agent': 'sdk/1',
          'X-Amz-Pay-Idempotency-Key': '0a',
        },
        body: '{}',
      },
      path: '/v2/reports',
      signedHeaders:
        'accept;content-type;user-agent;x-amz-pay-date;x-amz-pay-host;X-Amz-Pay-Idempotency-Key;x-amz-pay-region',
    },
  ],
  [
    'a sample that signs accept and x-amz-pay-date alone',
    {
      request: { method: 'GET', url: '/v2/reports', headers },
      path: '/v2/reports',
      signedHeaders: 'accept;x-amz-pay-date',
    },
  ],
]

describe.each(algorithms)('verify, for %s,', (algorithm) => {
  test.each(shapes)('accepts what %s', (_, shape) => {
    expect(verify(sentBy(shape, algorithm), publicKey)).toMatchObject({ valid: true })
  })
})

describe('verify', () => {
  test('returns the authorization and the string to sign', () => {
    expect(verify(signed(), publicKey)).toMatchObject({
      valid: true,
      authorization: { algorithm: 'AMZN-PAY-RSASSA-PSS-V2', publicKeyId: 'SANDBOX-AEXAMPLEKEYID' },
      stringToSign: expect.stringMatching(/^AMZN-PAY-RSASSA-PSS-V2\n[0-9a-f]{64}$/),
    })
  })

  test('accepts Headers and the headers of a Node server', () => {
    const request = signed()
    expect(verify({ ...request, headers: new Headers(request.headers) }, publicKey).valid).toBe(true)
    expect(verify({ ...request, headers: { ...request.headers, 'set-cookie': ['a'] } }, publicKey).valid).toBe(true)
  })

  test('returns its own string to sign if the signature does not match', () => {
    const { url, method, headers } = signed({ body: '{}', method: 'POST' })
    const result = verify({ url, method, headers, body: '{ }' }, publicKey)
    expect(result).toMatchObject({ valid: false, reason: 'SIGNATURE_MISMATCH' })
    expect(result.stringToSign).toMatch(/^AMZN-PAY-RSASSA-PSS-V2\n[0-9a-f]{64}$/)
  })

  const changes: [string, Record<string, string | undefined>, string][] = [
    ['no authorization', { authorization: undefined }, 'MISSING_AUTHORIZATION'],
    ['another scheme', { authorization: 'Bearer abc' }, 'INVALID_AUTHORIZATION'],
    ['an empty authorization', { authorization: '' }, 'INVALID_AUTHORIZATION'],
    [
      'a field that is missing',
      { authorization: 'AMZN-PAY-RSASSA-PSS PublicKeyId=a, SignedHeaders=b' },
      'INVALID_AUTHORIZATION',
    ],
    [
      'a field that comes twice',
      { authorization: 'AMZN-PAY-RSASSA-PSS PublicKeyId=a, PublicKeyId=b, SignedHeaders=b, Signature=c' },
      'INVALID_AUTHORIZATION',
    ],
    [
      'a date that is not signed',
      { authorization: 'AMZN-PAY-RSASSA-PSS PublicKeyId=a, SignedHeaders=accept, Signature=c' },
      'HEADER_NOT_SIGNED',
    ],
    ['a signed header that was not sent', { 'content-type': undefined }, 'MISSING_HEADER'],
    ['an invalid date', { 'x-amz-pay-date': '20181324T223710Z' }, 'INVALID_DATE'],
    ['a region that does not exist', { 'x-amz-pay-region': 'mars' }, 'INVALID_REGION'],
    ['an alias of a region with the newer algorithm', { 'x-amz-pay-region': 'uk' }, 'INVALID_REGION'],
  ]
  test.each(changes)('rejects %s', (_, change, reason) => {
    const request = signed()
    const result = verify({ ...request, headers: { ...request.headers, ...change } }, publicKey)
    expect(result).toMatchObject({ valid: false, reason, message: expect.stringMatching(/\.$/) })
  })

  test('throws for a key that cannot verify', () => {
    expect(() => verify(signed(), privateKey)).toThrow('publicKey is a private key. Verifying requires the public key.')
    const { publicKey: curve } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    expect(() => verify(signed(), curve)).toThrow('publicKey is not an RSA key but ec')
  })
})
