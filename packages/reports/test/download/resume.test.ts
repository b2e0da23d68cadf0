import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import type { DocumentSource } from '../../src/download/document-source.ts'
import { downloadedDocument } from '../../src/download/download.ts'
import { storedDocument } from '../support/document-store.ts'
import { etagOf, type RangedStore, rangedStore, type StoreTurn } from '../support/ranged-store.ts'
import { standingClock } from '../support/standing-clock.ts'
import { bytesOf } from '../support/streams.ts'

let store: RangedStore | undefined

afterEach(async () => {
  await store?.stop()
  store = undefined
})

async function served(turns: readonly StoreTurn[], options: Partial<DocumentSource> = {}) {
  const started = await rangedStore(turns)
  store = started
  const clock = standingClock()
  let located = 0
  const document = downloadedDocument({
    reportDocumentId: 'doc-1',
    async locate() {
      located += 1
      return { url: `${started.url}?n=${located}` }
    },
    documentHosts: 'any',
    fallbackCharset: 'windows-1252',
    fetch: globalThis.fetch,
    clock,
    random: () => 1,
    onEvent: () => {},
    ...options,
  })
  return { document, clock, seen: started.seen, located: () => located }
}

const object = Buffer.from('sku\tprice €\r\nA\t1,00\r\n'.repeat(500))
const other = Buffer.from('sku\tprice £\r\nB\t2,00\r\n'.repeat(500))
const expired = [403, 'AccessDenied', 'Request has expired'] as const

describe('an interrupted download', () => {
  test('resumes with the rest of the same version', async () => {
    const { document, clock, seen } = await served([{ object, bytes: 1000 }, { bytes: 2000 }, {}])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(seen.map(({ headers }) => [headers.range, headers['if-range']])).toEqual([
      [undefined, undefined],
      ['bytes=1000-', etagOf(object)],
      ['bytes=3000-', etagOf(object)],
    ])
    expect(clock.slept).toEqual([1000, 2000])
  })

  test('is complete regardless of the cut and the chunk sizes', async () => {
    const cuts = fc.array(fc.nat({ max: object.length }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(cuts, fc.integer({ min: 1_000, max: 20_000 }), fc.boolean(), async (at, piece, wholeOnly) => {
        const turns = at.map((bytes): StoreTurn => ({ object, bytes, piece, ...(wholeOnly ? { wholeOnly } : {}) }))
        const { document } = await served([...turns, { object, piece, ...(wholeOnly ? { wholeOnly } : {}) }])
        expect((await bytesOf(document.raw())).equals(object)).toBe(true)
        await store?.stop()
      }),
      { numRuns: 60 },
    )
  })

  test('is complete after a cut at any byte of compressed data', async () => {
    const stored = gzipSync('sku\tprice\r\nA\t1,00 €\r\n')
    for (let bytes = 0; bytes < stored.length; bytes++) {
      const { document } = await served([{ object: stored, bytes }, {}])
      expect(await document.text()).toBe('sku\tprice\r\nA\t1,00 €\r\n')
      await store?.stop()
    }
  })

  test.each<[string, StoreTurn]>([
    ['before the response', { reset: 'before' }],
    ['in the headers of the response', { reset: 'in head' }],
    ['before a byte of the body', { bytes: 0 }],
    ['before the last byte of the body', { bytes: object.length - 1 }],
  ])('is complete if the connection ends %s, even twice', async (_where, turn) => {
    const { document } = await served([{ ...turn, object }, turn, {}])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
  })

  test('is resumed by date if the ETag is weak', async () => {
    const { document, seen } = await served([
      { object, bytes: 10, headers: { etag: 'W/"1"' } },
      { headers: { etag: '' } },
    ])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(seen[1]?.headers['if-range']).toBe('Wed, 01 Jan 2025 00:00:00 GMT')
  })

  test('starts again if the version is unknown, and skips what was delivered', async () => {
    const headers = { etag: '', 'last-modified': '' }
    const { document, seen } = await served([{ object, bytes: 5_000, headers }, { headers }])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(seen[1]?.headers.range).toBeUndefined()
  })

  test('starts again if the response has a content encoding', async () => {
    const plain = randomBytes(50_000)
    const headers = { 'content-encoding': 'gzip' }
    const { document, seen } = await served([{ object: gzipSync(plain), bytes: 30_000, headers }, { headers }])
    expect((await bytesOf(document.raw())).equals(plain)).toBe(true)
    expect(seen[1]?.headers.range).toBeUndefined()
  })

  test('reads the full response if the store ignores the range', async () => {
    const { document, seen } = await served([{ object, bytes: 5_000 }, { wholeOnly: true }])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(seen[1]?.headers.range).toBe('bytes=5000-')
  })

  test.each<[string, StoreTurn]>([
    ['a different range', { headers: { 'content-range': `bytes 4999-${object.length - 1}/${object.length}` } }],
    ['no range', { headers: { 'content-range': '' } }],
    ['a range that ends before it begins', { headers: { 'content-range': `bytes 5000-4998/${object.length}` } }],
    ['a refusal of the range', { refusal: [416, 'InvalidRange', 'No.'] }],
  ])('requests the full document if a partial response has %s', async (_what, turn) => {
    const { document, seen } = await served([{ object, bytes: 5_000 }, turn, {}])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(seen.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=5000-', undefined])
  })

  test('continues if a partial response contains less than the rest', async () => {
    const part = { 'content-range': `bytes 5000-5999/${object.length}`, 'content-length': '1000' }
    const { document } = await served([{ object, bytes: 5_000 }, { headers: part, bytes: 1_000 }, {}])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
  })
})

describe('an unrequested partial response', () => {
  test('is rejected, and requested once', async () => {
    const { document, requests } = storedDocument([() => new Response('part', { status: 206 })])
    await expect(document.text()).rejects.toMatchObject({ name: 'DocumentError', code: 'REFUSED', status: 206 })
    expect(requests).toHaveLength(1)
  })
})

describe('a document that changes while it is downloaded', () => {
  test('causes an error if its start differs', async () => {
    const headers = { etag: '' }
    const { document } = await served([
      { object, bytes: 5_000, headers },
      { object: other, headers, wholeOnly: true },
    ])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ name: 'DocumentError', code: 'CHANGED' })
  })

  test('causes an error if it is shorter than what was delivered', async () => {
    const headers = { etag: '' }
    const shorter = { object: object.subarray(0, 4_000), headers, wholeOnly: true } as const
    const { document } = await served([{ object, bytes: 5_000, headers }, shorter])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ code: 'CHANGED' })
  })

  test.each<[string, Readonly<Record<string, string>>]>([
    ['length', { 'content-range': `bytes 5000-${object.length - 1}/${object.length + 1}`, etag: '' }],
    ['date', { 'last-modified': 'Thu, 02 Jan 2025 00:00:00 GMT', etag: '' }],
    ['ETag', { etag: '"another"' }],
  ])('causes an error if a partial response has another %s', async (_what, headers) => {
    const { document } = await served([{ object, bytes: 5_000 }, { headers }])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ code: 'CHANGED' })
  })

  test('causes an error if its start differs and only the new one has an ETag', async () => {
    const { document } = await served([
      { object, bytes: 5_000, headers: { etag: '' } },
      { object: other, wholeOnly: true },
    ])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ code: 'CHANGED' })
  })

  test('causes an error if the comparison was interrupted', async () => {
    const { document } = await served([
      { object, bytes: 5_000, headers: { etag: '' } },
      { object: other, wholeOnly: true, bytes: 1_000 },
      {},
    ])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ code: 'CHANGED' })
  })

  test('causes an error if the full document is sent with another ETag', async () => {
    const { document } = await served([{ object, bytes: 5_000 }, { object: Buffer.concat([object, other]) }])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ code: 'CHANGED' })
  })

  test('is replaced by the new version if nothing had been delivered', async () => {
    const { document } = await served([{ object, bytes: 0 }, { object: other }])
    expect((await bytesOf(document.raw())).equals(other)).toBe(true)
  })
})

describe('a download URL that expires during the download', () => {
  test('is requested again, and the download resumes', async () => {
    const { document, seen, located } = await served([{ object, bytes: 5_000 }, { refusal: expired }, {}])
    expect((await bytesOf(document.raw())).equals(object)).toBe(true)
    expect(located()).toBe(2)
    expect(seen.map(({ path, headers }) => [path.slice(-3), headers.range])).toEqual([
      ['n=1', undefined],
      ['n=1', 'bytes=5000-'],
      ['n=2', 'bytes=5000-'],
    ])
  })

  test('is requested again once it has expired by time, without a rejection', async () => {
    const { document, clock, located } = await served([{ object, bytes: 5_000 }, {}], { urlLifetime: 30_000 })
    const reader = document.raw().getReader()
    const first = await reader.read()
    expect(first.value?.length).toBe(5_000)
    clock.advance(24_000)
    expect((await reader.read()).value?.length).toBe(object.length - 5_000)
    expect(located()).toBe(2)
  })
})

describe('a download that is interrupted repeatedly', () => {
  test('fails after five interruptions in a row', async () => {
    const { document, clock, seen } = await served([{ object, bytes: 10 }])
    await expect(bytesOf(document.raw())).rejects.toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
    expect(seen).toHaveLength(6)
    expect(clock.slept).toEqual([1000, 2000, 4000, 8000, 16000])
  })

  test('continues as long as it makes progress', async () => {
    const long = randomBytes(9 * 1_048_576)
    const { document, clock } = await served([
      { object: long, bytes: 1_048_576 },
      ...Array.from({ length: 7 }, () => ({ bytes: 1_048_576 })),
      {},
    ])
    expect((await bytesOf(document.raw())).equals(long)).toBe(true)
    expect(new Set(clock.slept)).toEqual(new Set([1000]))
  })

  test('rejects with the reason of the signal while it waits', async () => {
    const aborting = new AbortController()
    const clock = { ...standingClock(), sleep: async () => aborting.abort(new Error('enough')) }
    const { document } = await served([{ object, bytes: 10 }], { clock })
    await expect(bytesOf(document.raw({ signal: aborting.signal }))).rejects.toThrow('enough')
  })
})
