import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, startClient } from '../support/client.ts'

let client: Client

beforeAll(async () => {
  client = await startClient()
  client.addFixtures({
    documents: [
      { reportDocumentId: 'plain', content: '0123456789' },
      {
        reportDocumentId: 'compressed',
        content: 'name\tprice\r\nŒuf\t1 €\r\n',
        contentType: 'text/plain; charset=Cp1252',
        compressionAlgorithm: 'GZIP',
      },
      { reportDocumentId: 'mislabelled', contentBase64: 'AAEC', compressionAlgorithm: 'GZIP' },
    ],
  })
})
afterAll(() => client.emulator.stop())

describe('a presigned URL', () => {
  test('has the format of S3 and is on the same port', async () => {
    const url = new URL(await client.documentUrl('plain'))
    expect(url.origin).toBe(client.emulator.url)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': expect.stringMatching(/^AKIA[0-9A-F]{16}\/\d{8}\/us-east-1\/s3\/aws4_request$/),
      'X-Amz-Date': expect.stringMatching(/^\d{8}T\d{6}Z$/),
      'X-Amz-Expires': '300',
      'X-Amz-SignedHeaders': 'host',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  test('requires no access token and no specific Host', async () => {
    const url = new URL(await client.documentUrl('plain'))
    url.hostname = 'localhost'
    const response = await fetch(url)
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
  })

  test.each([
    ['another signature', (url: URL) => url.searchParams.set('X-Amz-Signature', '0'.repeat(64))],
    ['a longer lifetime', (url: URL) => url.searchParams.set('X-Amz-Expires', '3000')],
    ['another document', (url: URL) => Object.assign(url, { pathname: '/documents/compressed' })],
    ['an additional parameter', (url: URL) => url.searchParams.set('response-content-encoding', 'gzip')],
  ])('is rejected with %s', async (_, change) => {
    const url = new URL(await client.documentUrl('plain'))
    change(url)
    const response = await fetch(url)
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toBe('application/xml')
    expect(await response.text()).toContain('<Code>SignatureDoesNotMatch</Code>')
  })

  test('works only with GET', async () => {
    const response = await fetch(await client.documentUrl('plain'), { method: 'HEAD' })
    expect(response.status).toBe(403)
  })

  test('is rejected without a signature', async () => {
    const response = await fetch(`${client.emulator.url}/documents/plain`)
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('<Code>AccessDenied</Code>'),
    ])
  })

  test('is valid for 300 seconds on the emulator’s clock', async () => {
    const url = await client.documentUrl('plain')
    client.emulator.advance(300_000)
    expect((await fetch(url)).status).toBe(200)
    client.emulator.advance(1)
    const expired = await fetch(url)
    expect(expired.status).toBe(403)
    const xml = await expired.text()
    expect(xml).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>')
    expect(xml).toContain('<X-Amz-Expires>300</X-Amz-Expires><Expires>2026-03-04T12:05:00.000Z</Expires>')
  })
})

describe('a download', () => {
  test('has the Content-Type and the bytes of its charset', async () => {
    const response = await fetch(await client.documentUrl('compressed'))
    expect(response.headers.get('content-type')).toBe('text/plain; charset=Cp1252')
    expect(response.headers.get('content-encoding')).toBe('identity')
    const bytes = gunzipSync(await response.arrayBuffer())
    expect(bytes.toString('latin1')).toBe('name\tprice\r\n\x8cuf\t1 \x80\r\n')
  })

  test('has Content-Encoding gzip on request, so that fetch inflates it', async () => {
    const response = await fetch(await client.documentUrl('compressed', { enableContentEncodingUrlHeader: 'true' }))
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const text = Buffer.from(await response.arrayBuffer()).toString('latin1')
    expect(text.startsWith('name\tprice')).toBe(true)
  })

  test('has no Content-Encoding if the document is not compressed', async () => {
    const response = await fetch(await client.documentUrl('plain', { enableContentEncodingUrlHeader: 'true' }))
    expect(response.headers.get('content-encoding')).toBeNull()
  })

  test('serves bytes unchanged, even if their labels are wrong', async () => {
    const response = await fetch(await client.documentUrl('mislabelled'))
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(Uint8Array.of(0, 1, 2))
    expect(response.headers.get('content-type')).toBe('binary/octet-stream')
  })

  test('can be resumed with Range and If-Range', async () => {
    const url = await client.documentUrl('plain')
    const etag = (await fetch(url)).headers.get('etag') ?? ''
    const rest = await fetch(url, { headers: { range: 'bytes=4-', 'if-range': etag } })
    expect([rest.status, rest.headers.get('content-range'), await rest.text()]).toEqual([206, 'bytes 4-9/10', '456789'])
  })

  test('is complete if If-Range does not match', async () => {
    const headers = { range: 'bytes=4-', 'if-range': '"another"' }
    const response = await fetch(await client.documentUrl('plain'), { headers })
    expect([response.status, await response.text()]).toEqual([200, '0123456789'])
  })

  test('rejects a range outside of the document', async () => {
    const response = await fetch(await client.documentUrl('plain'), { headers: { range: 'bytes=10-' } })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10'])
    expect(await response.text()).toContain('<Code>InvalidRange</Code>')
  })
})
