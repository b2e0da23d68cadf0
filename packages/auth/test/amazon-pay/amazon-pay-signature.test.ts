import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { amazonPaySignature, parsePrivateKey, parsePublicKey, verify } from '../../src/amazon-pay/index.ts'
import { algorithms, date, privateKey, publicKey, publicKeyId } from './account.ts'

const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const secret = pem.split('\n')[5] ?? ''
const options = { publicKeyId, privateKey: pem, region: 'uk' }
const url = 'https://pay-api.amazon.eu/v2/reports?reportTypes=A,B'

async function verified(request: Request) {
  const body = new Uint8Array(await request.clone().arrayBuffer())
  return verify({ method: request.method, url: request.url, headers: request.headers, body }, publicKey)
}

describe('amazonPaySignature', () => {
  test.each([undefined, ...algorithms])('creates a valid signature: %s', async (algorithm) => {
    const signature = amazonPaySignature({ ...options, ...(algorithm && { algorithm }) })
    const request = await signature.authorize(new Request(url))
    expect(request.headers.get('x-amz-pay-region')).toBe('eu')
    expect(request.headers.get('x-amz-pay-host')).toBe('pay-api.amazon.eu')
    expect(await verified(request)).toMatchObject({ valid: true })
    expect(request.headers.get('authorization')).toMatch(`${algorithm ?? 'AMZN-PAY-RSASSA-PSS-V2'} PublicKeyId=`)
  })

  test('signs the body and the idempotency key and does not consume the body', async () => {
    const headers = { 'x-amz-pay-idempotency-key': '0a1b', 'content-type': 'application/json' }
    const request = new Request(url, { method: 'POST', body: '{"a":"é"}', headers })
    const authorized = await amazonPaySignature(options).authorize(request)
    expect(await verified(authorized)).toMatchObject({ valid: true })
    expect(authorized.headers.get('authorization')).toContain(';x-amz-pay-idempotency-key;')
    expect(await authorized.text()).toBe('{"a":"é"}')
  })

  test('creates a new signature with a new date for each attempt', async () => {
    let now = date
    const { authorize } = amazonPaySignature({ ...options, clock: { now: () => now } })
    const request = await authorize(new Request(url))
    const first = request.headers.get('authorization')
    now += 61_000
    const again = await authorize(request)
    expect(again.headers.get('x-amz-pay-date')).toBe('20180524T223811Z')
    expect(again.headers.get('authorization')).not.toBe(first)
    expect(await verified(again)).toMatchObject({ valid: true })
  })

  test('does not show the key when it is inspected', () => {
    const signature = amazonPaySignature(options)
    const visible = inspect(signature, { depth: Infinity, showHidden: true, getters: true }) + JSON.stringify(signature)
    expect(visible).not.toContain(secret)
  })

  test.each([
    ['a region that does not exist', { region: 'fe' }, 'region must be one of na, eu, jp, or an alias: us (na)'],
    ['an algorithm that does not exist', { algorithm: 'none' as never }, 'algorithm must be AMZN-PAY-RSASSA-PSS or'],
    ['an empty key id', { publicKeyId: '' }, 'publicKeyId must be a string'],
    ['a private key that is not a PEM', { privateKey: secret }, 'privateKey is not a PEM'],
  ])('rejects %s when it is created, not at the first request', (_, change, message) => {
    expect(() => amazonPaySignature({ ...options, ...change })).toThrow(message)
  })
})

describe('parsePrivateKey', () => {
  const passphrase = { cipher: 'aes-256-cbc', passphrase: 'open' } as const
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey

  test.each(['pkcs8', 'pkcs1'] as const)('accepts %s', (type) => {
    expect(parsePrivateKey(privateKey.export({ type, format: 'pem' }).toString()).type).toBe('private')
  })

  test.each([
    ['the name of a file', './private.pem', 'This looks like a file name'],
    ['its base64 alone', secret, 'privateKey is not a PEM'],
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString(), 'is a PEM without a private key'],
    ['an encrypted key', privateKey.export({ type: 'pkcs8', format: 'pem', ...passphrase }).toString(), 'is encrypted'],
    ['a key without line breaks', pem.replaceAll('\n', '\\n'), 'instead of line breaks'],
    ['a key that lacks a part', pem.replace(secret, ''), 'privateKey is a damaged PEM'],
    ['a key that is no RSA key', curve.export({ type: 'pkcs8', format: 'pem' }).toString(), 'not an RSA key but ec'],
  ])('rejects %s without quoting it', (_, text, message) => {
    const refused = () => parsePrivateKey(text)
    expect(refused).toThrow(TypeError)
    expect(refused).toThrow(message)
    try {
      refused()
    } catch (error) {
      expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(text.slice(-60, -28) || text)
    }
  })
})

describe('parsePublicKey', () => {
  test('accepts only a public key', () => {
    expect(parsePublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString()).type).toBe('public')
    expect(() => parsePublicKey('key')).toThrow('publicKey is not a valid PEM')
  })
})
