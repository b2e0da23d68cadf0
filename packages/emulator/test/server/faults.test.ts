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
  ])('with status %i causes the error %s once', async (status, code) => {
    client.addFixtures({ faults: [{ status }] })
    const response = await list()
    expect([response.status, errorOf(response)]).toMatchObject([status, { code, details: '' }])
    expect(response.headers.get('x-amzn-ratelimit-limit')).toBe([400, 404].includes(status) ? '0.0222' : null)
    expect((await list()).status).toBe(200)
  })

  test('with a status does not execute the operation', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', status: 503 }] })
    await client.createReport()
    expect(await count()).toBe(0)
  })

  test('affects only its operation, as many times as requested', async () => {
    client.addFixtures({ faults: [{ operation: 'getReports', status: 500, times: 2 }] })
    expect((await client.call('GET', '/reports/unknown')).status).toBe(404)
    expect([(await list()).status, (await list()).status, (await list()).status]).toEqual([500, 500, 200])
  })

  test('without an operation skips the token endpoint and documents', async () => {
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
  ])('with status %i at the token endpoint causes the error %s', async (status, error) => {
    client.addFixtures({ faults: [{ operation: 'requestToken', status }] })
    const response = await client.grant({})
    expect([response.status, response.body]).toMatchObject([status, { error }])
  })

  test('can replace the response with a web page, with any status', async () => {
    client.addFixtures({ faults: [{ body: 'html' }, { body: 'html', status: 503 }] })
    const [first, second] = [await list(), await list()]
    expect([first.status, second.status]).toEqual([200, 503])
    expect(first.headers.get('content-type')).toBe('text/html')
    expect(first.headers.get('x-amzn-requestid')).not.toBeNull()
    expect(first.body).toContain('<html>')
  })

  test('can remove the response body', async () => {
    client.addFixtures({ faults: [{ body: 'empty', status: 503 }] })
    const { status, body } = await list()
    expect([status, body]).toEqual([503, ''])
  })

  test('can truncate a JSON response', async () => {
    client.addFixtures({ faults: [{ body: 'cut' }] })
    await expect(list()).rejects.toThrow(SyntaxError)
  })

  test('can reset the connection before the operation is executed', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-before' }] })
    await expect(client.createReport()).rejects.toThrow('fetch failed')
    expect(await count()).toBe(0)
  })

  test('can reset the connection after the operation was executed', async () => {
    client.addFixtures({ faults: [{ operation: 'createReport', connection: 'reset-during' }] })
    await expect(client.createReport()).rejects.toThrow(TypeError)
    expect(await count()).toBe(1)
  })
})

describe('a fault in a download', () => {
  const content = 'a\tb\r\n'.repeat(1000)

  async function download(fault: object): Promise<Response> {
    client.addFixtures({ documents: [{ reportDocumentId: 'id', content, compressionAlgorithm: 'GZIP' }] })
    const url = await client.documentUrl('id')
    client.addFixtures({ faults: [{ operation: 'document', ...fault }] })
    return fetch(url)
  }

  test('can truncate it without an indication', async () => {
    const response = await download({ body: 'cut' })
    const whole = gzipSync(content).length
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, whole >> 1])
  })

  test('can reset the connection during it', async () => {
    await expect(download({ connection: 'reset-during' }).then((response) => response.arrayBuffer())).rejects.toThrow(
      TypeError,
    )
  })

  test.each([
    [503, 'SlowDown'],
    [403, 'AccessDenied'],
  ])('can reject it with %i %s', async (status, code) => {
    const response = await download({ status })
    expect([response.status, await response.text()]).toEqual([status, expect.stringContaining(`<Code>${code}</Code>`)])
  })
})
