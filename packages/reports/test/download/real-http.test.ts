import { randomBytes } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { downloadedDocument } from '../../src/download/download.ts'
import { standingClock } from '../support/standing-clock.ts'
import { bytesOf } from '../support/streams.ts'

let server: Server | undefined

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

async function documentServedBy(listener: RequestListener) {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  const { port } = started.address() as AddressInfo
  return downloadedDocument({
    reportDocumentId: 'doc-1',
    locate: async () => ({ url: `http://127.0.0.1:${port}/doc-1` }),
    documentHosts: 'any',
    fallbackCharset: 'windows-1252',
    fetch: globalThis.fetch,
    clock: standingClock(),
    random: () => 0,
    onEvent: () => {},
  })
}

const table = Buffer.from('sku\tprice\r\nA\t1,00\r\n'.repeat(10_000))

describe('a document over real HTTP', () => {
  test('is complete with a length, chunked, and with a Content-Encoding', async () => {
    let how = 0
    const document = await documentServedBy((_request, response) => {
      how += 1
      if (how === 1) response.writeHead(200, { 'content-length': table.length }).end(table)
      if (how === 2) response.writeHead(200).write(table.subarray(0, 1000), () => response.end(table.subarray(1000)))
      if (how === 3) response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(table))
    })
    for (let count = 0; count < 3; count++) expect((await bytesOf(document.bytes())).equals(table)).toBe(true)
  })

  test.each([
    ['with a length', { 'content-length': String(table.length) }],
    ['chunked', {}],
    ['with a Content-Encoding', { 'content-encoding': 'gzip' }],
  ])('that is cut %s causes an error', async (_how, headers) => {
    const stored = 'content-encoding' in headers ? gzipSync(randomBytes(200_000)) : table
    const document = await documentServedBy((_request, response) => {
      response.writeHead(200, headers).write(stored.subarray(0, stored.length / 2), () => response.destroy())
    })
    await expect(bytesOf(document.bytes())).rejects.toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
  })

  test('closes its connection when the reader stops', async () => {
    const closed = vi.fn()
    const document = await documentServedBy((request, response) => {
      request.socket.on('close', closed)
      response.writeHead(200).write(table)
    })
    const reader = document.bytes().getReader()
    await reader.read()
    await reader.cancel()
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce())
  })

  test('is not downloaded faster than it is read', async () => {
    let written = 0
    const chunk = randomBytes(65_536)
    const document = await documentServedBy((_request, response) => {
      const more = () => {
        while (written < 5_000) {
          written += 1
          if (!response.write(chunk)) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    })
    const reader = document.bytes().getReader()
    await reader.read()
    const settled = async () => {
      const before = written
      for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
      return before === written
    }
    await vi.waitFor(async () => expect(await settled()).toBe(true))
    expect(written).toBeLessThan(1_000)
    await reader.cancel()
  })
})
