import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Client, errorOf, startClient } from '../support/client.ts'

let client: Client

beforeEach(async () => {
  client = await startClient()
  await client.token()
})
afterEach(() => client.emulator.stop())

const query = { reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA' }
const list = () => client.call('GET', '/reports', { query })
const count = async () => ((await list()).body as { reports: unknown[] }).reports.length

describe('a fault', () => {
  test.each([
    [400, 'InvalidInput'],
    [401, 'Unauthorized'],
    [403, 'Unauthorized'],
    [404, 'NotFound'],
    [415, 'UnsupportedMediaType'],
    [429, 'QuotaExceeded'],
    [500, 'InternalFailure'],
    [503, 'ServiceUnavailable'],
    [502, 'InternalFailure'],
  ])('with status %i answers with the error %s, once', async (status, code) => {
    client.addFixtures({ faults: [{ status }] })
    const response = await list()
    expect([response.status, errorOf(response)]).toMatchObject([status, { code, details: '' }])
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBe([400, 404].includes(status) ? '0.0222' : null)
    expect((await list()).status).toBe(200)
  })

  test('with a status does not carry the operation out', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', status: 503 }] })
    await client.createReport()
    expect(await count()).toBe(0)
  })

  test('comes as often as it says, and only for its operation', async () => {
    client.addFixtures({ faults: [{ operation: 'getReports', status: 500, times: 2 }] })
    expect((await client.call('GET', '/reports/unknown')).status).toBe(404)
    expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([500, 500, 200])
  })

  test('that names no operation passes the token endpoint and documents by', async () => {
    client.addFixtures({ documents: [{ reportDocumentId: 'id', content: 'x' }] })
    const url = await client.documentUrl('id')
    client.addFixtures({ faults: [{ status: 503 }] })
    expect(await client.newToken()).toMatch(/^Atza/)
    expect((await fetch(url)).status).toBe(200)
    expect((await list()).status).toBe(503)
  })

  test.each([
    [500, 'server_error'],
    [503, 'temporarily_unavailable'],
    [401, 'invalid_client'],
    [400, 'invalid_request'],
  ])('with status %i at the token endpoint answers %s', async (status, error) => {
    client.addFixtures({ faults: [{ operation: 'requestToken', status }] })
    const response = await client.grant({})
    expect([response.status, response.body]).toMatchObject([status, { error }])
  })

  test('can turn an answer into a web page, with status 200 or another', async () => {
    client.addFixtures({ faults: [{ body: 'html' }, { body: 'html', status: 503 }] })
    const [first, second] = [await list(), await list()]
    expect([first.status, second.status]).toEqual([200, 503])
    expect(first.headers.get('content-type')).toBe('text/html')
    expect(first.headers.get('x-amzn-requestid')).not.toBeNull()
    expect(first.body).toContain('<html>')
  })

  test('can leave an answer empty', async () => {
    client.addFixtures({ faults: [{ body: 'empty', status: 503 }] })
    const { status, body } = await list()
    expect([status, body]).toEqual([503, ''])
  })

  test('can cut a JSON answer short', async () => {
    client.addFixtures({ faults: [{ body: 'cut' }] })
    await expect(list()).rejects.toThrow(SyntaxError)
  })

  test('can reset the connection before the operation is carried out', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-before' }] })
    await expect(client.createReport()).rejects.toThrow('fetch failed')
    expect(await count()).toBe(0)
  })

  test('can reset the connection when the operation has been carried out', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
    await expect(client.createReport()).rejects.toThrow(TypeError)
    expect(await count()).toBe(1)
  })
})

describe('a fault of a download', () => {
  const content = 'a\tb\r\n'.repeat(1000)

  async function download(fault: object): Promise<Response> {
    client.addFixtures({ documents: [{ reportDocumentId: 'id', content, compressionAlgorithm: 'GZIP' }] })
    const url = await client.documentUrl('id')
    client.addFixtures({ faults: [{ operation: 'document', ...fault }] })
    return fetch(url)
  }

  test('can cut it short without a sign', async () => {
    const response = await download({ body: 'cut' })
    const whole = gzipSync(content).length
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, whole >> 1])
  })

  test('can break it off', async () => {
    await expect(download({ connection: 'reset-during' }).then((response) => response.arrayBuffer())).rejects.toThrow(
      TypeError,
    )
  })

  test.each([
    [503, 'SlowDown'],
    [403, 'AccessDenied'],
  ])('can refuse it with %i %s', async (status, code) => {
    const response = await download({ status })
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)])
  })
})
