import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { folderArchive, type ReportDocument } from '../../src/index.ts'
import { storedDocument } from '../support/document-store.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reportline-store-'))
})
afterEach(() => rm(folder, { recursive: true }))

const mebibyte = 1024 ** 2
const spaces = new Uint8Array(mebibyte).fill(32)

/** The response of a store whose body fetch has inflated: endless in the test, so that only a limit ends it. */
function inflatedByFetch(contentLength: string | undefined) {
  let sent = 0
  const response = () => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += mebibyte
        controller.enqueue(spaces)
      },
    })
    const headers: Record<string, string> = { 'content-encoding': 'gzip' }
    if (contentLength !== undefined) headers['content-length'] = contentLength
    return new Response(body, { headers })
  }
  return { response, sent: () => sent }
}

const readers: [string, (document: ReportDocument) => Promise<unknown>][] = [
  ['bytes()', (document) => lengthOf(document.bytes())],
  ['raw()', (document) => lengthOf(document.raw())],
  ['save() with raw', (document) => document.save(join(folder, 'report'), { raw: true })],
]

async function lengthOf(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0
  for await (const chunk of chunks) length += chunk.length
  return length
}

describe('a document that is sent with HTTP compression', () => {
  test.each(readers)('and without a length stops %s at 256 MiB', async (_, read) => {
    const { response, sent } = inflatedByFetch(undefined)
    const { document } = storedDocument([response])
    await expect(read(document)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining('without its length, and it inflates to more than 268435456 bytes'),
    })
    expect(sent()).toBeLessThan(260 * mebibyte)
    expect(await readdir(folder)).toEqual([])
  })

  test.each(readers)('and inflates to more than 500 times the bytes sent stops %s', async (_, read) => {
    const { response, sent } = inflatedByFetch('7000')
    const { document } = storedDocument([response])
    await expect(read(document)).rejects.toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringContaining('first 7000 bytes inflate to more than 500 times'),
    })
    expect(sent()).toBeLessThan(260 * mebibyte)
  })

  test('and inflates too far is not archived', async () => {
    const { response, sent } = inflatedByFetch('7000')
    const { document } = storedDocument([response], { archive: folderArchive(folder) })
    await expect(lengthOf(document.bytes())).rejects.toMatchObject({ code: 'TOO_LARGE' })
    expect(sent()).toBeLessThan(260 * mebibyte)
    expect((await readdir(folder, { recursive: true })).filter((name) => name.includes('.'))).toEqual([])
  })

  test('is limited by the bytes sent if it contains compressed bytes', async () => {
    // Compresses to less than a five-hundredth only together with HTTP compression.
    const member = gzipSync(Buffer.concat([randomBytes(4096), spaces]))
    const stored = Buffer.concat(Array.from({ length: 260 }, () => member))
    const headers = { 'content-encoding': 'gzip', 'content-length': '7000' }
    const { document } = storedDocument([() => new Response(stored, { headers })])
    await expect(lengthOf(document.bytes())).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })

  test('is read as far as maxBytes allows', async () => {
    const { response } = inflatedByFetch('7000')
    const { document } = storedDocument([response])
    const maxBytes = 300 * mebibyte
    await expect(lengthOf(document.bytes({ maxBytes }))).rejects.toMatchObject({
      message: expect.stringContaining(`more than ${maxBytes} bytes`),
    })
  })
})

describe('a document store that sends one byte for each range', () => {
  test('is requested a few times, then the download fails', async () => {
    const length = 1_000_000
    let offset = 0
    const byte = () => {
      const headers = { 'content-range': `bytes ${offset}-${offset}/${length}`, etag: '"1"' }
      offset += 1
      return new Response('x', { status: 206, headers })
    }
    const first = () => {
      offset = 1
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array([120]))
          controller.close()
        },
      })
      return new Response(body, { headers: { 'content-length': String(length), etag: '"1"' } })
    }
    const { document, requests } = storedDocument([first(), byte])
    await expect(lengthOf(document.raw())).rejects.toMatchObject({ code: 'TRUNCATED' })
    expect(requests.length).toBeLessThan(10)
  })
})
