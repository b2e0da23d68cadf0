import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { catalogueVersion } from '@reportline/report-types'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { folderArchive } from '../../src/archive/folder-archive.ts'
import type { ArchivedDocument } from '../../src/archive/manifest.ts'
import { archivedSource, type ContentSource, readableDocument } from '../../src/index.ts'
import { endlessBody, type StoredDocumentOptions, storedDocument } from '../support/stored-document.ts'
import { bytesOf, collect } from '../support/streams.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reportline-archive-'))
})

afterEach(() => rm(folder, { recursive: true }))

const table = 'sku\tprice\r\nA\t1,00 €\r\nB\r\nC\t2\r\n'
const cp1252 = Buffer.from(table.replace('€', '\u0080'), 'latin1')
const stored = gzipSync(cp1252)
const response = () =>
  new Response(Uint8Array.from(stored), { headers: { 'content-type': 'text/plain; charset=Cp1252' } })

const origin = {
  api: 'selling-partner',
  region: 'eu',
  account: 'shop',
  reportId: '57',
  dataStartTime: '2025-01-01T00:00:00.000Z',
  dataEndTime: '2025-01-02T00:00:00.000Z',
  reportOptions: { custom: 'true' },
}

function archived(responses: Parameters<typeof storedDocument>[0], options: StoredDocumentOptions = {}) {
  return storedDocument(responses, {
    archive: folderArchive(folder),
    origin,
    reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    marketplaceIds: ['A1PA6795UKMFR9'],
    ...options,
  })
}

async function inArchive(filter?: { reportType?: string }): Promise<ArchivedDocument[]> {
  return collect(folderArchive(folder).documents(filter))
}

describe('a document with an archive', () => {
  test('is downloaded once, however often it is read', async () => {
    const { document, downloads } = archived([response])
    expect(await document.text()).toBe(table)
    expect((await bytesOf(document.raw())).equals(stored)).toBe(true)
    expect(await collect(document.rows())).toHaveLength(1)
    const again = archived([])
    expect(await again.document.text()).toBe(table)
    expect([downloads(), again.downloads()]).toEqual([1, 0])
  })

  test('is downloaded once by concurrent readers', async () => {
    const { document, downloads } = archived([response])
    const texts = await Promise.all([document.text(), document.text(), bytesOf(document.bytes())])
    expect(texts.slice(0, 2)).toEqual([table, table])
    expect(downloads()).toBe(1)
  })

  test('has a manifest with its origin and its contents', async () => {
    const { document } = archived([response])
    await bytesOf(document.raw())
    const [{ manifest } = expect.fail('there is no document')] = await inArchive()
    expect(manifest).toEqual({
      version: 1,
      reportDocumentId: 'doc-1',
      reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
      ...origin,
      marketplaceIds: ['A1PA6795UKMFR9'],
      file: expect.stringMatching(/^doc-1-[0-9a-f]{10}\.raw$/),
      contentType: 'text/plain; charset=Cp1252',
      compressed: true,
      bytes: stored.length,
      inflatedBytes: cp1252.length,
      sha256: createHash('sha256').update(stored).digest('hex'),
      archivedAt: '2025-01-15T00:00:00.000Z',
      catalogueVersion,
    })
  })

  test('has the summary of the last read in its manifest', async () => {
    let time = Date.UTC(2025, 0, 15)
    const { document } = archived([response], { now: () => time })
    time += 60_000
    await collect(document.rows())
    const [{ manifest } = expect.fail('there is no document')] = await inArchive()
    expect(manifest).toMatchObject({
      charset: { name: 'windows-1252', from: 'Content-Type' },
      rows: 2,
      rejected: 1,
      undecodable: 0,
      readAt: '2025-01-15T00:01:00.000Z',
    })
  })

  test('has no summary of a read that was not completed', async () => {
    const { document } = archived([response])
    for await (const batch of document.rows({ batchSize: 1 })) {
      expect(batch).toHaveLength(1)
      break
    }
    const [{ manifest } = expect.fail('there is no document')] = await inArchive()
    expect(manifest.rows).toBeUndefined()
  })

  test.skipIf(process.platform === 'win32')('has files that only their owner can read', async () => {
    await archived([response]).document.text()
    for (const name of await readdir(folder, { recursive: true })) {
      expect((await stat(join(folder, name))).mode & 0o077).toBe(0)
    }
  })

  test.each(['a/../../b', '..', 'ü*?:', 'x'.repeat(400)])(
    'is stored inside the folder, whatever its id (%s)',
    async (id) => {
      await archived([response], { reportDocumentId: id }).document.text()
      const names = await readdir(folder, { recursive: true })
      expect(names).toHaveLength(3)
      expect((await inArchive()).map(({ manifest }) => manifest.reportDocumentId)).toEqual([id])
    },
  )

  test('is distinct from one with the same id in another region, but not from one of another account', async () => {
    await archived([response]).document.text()
    const other = archived([() => new Response('other')], { origin: { ...origin, region: 'na' } })
    expect(await other.document.text()).toBe('other')
    expect(await archived([], { origin: { ...origin, account: 'second' } }).document.text()).toBe(table)
    expect(await inArchive()).toHaveLength(2)
  })
})

describe('a document that cannot be archived', () => {
  test.each([
    ['is truncated', () => new Response(Uint8Array.from(stored.subarray(0, -3))), 'TRUNCATED'],
    ['is refused', () => new Response('', { status: 404 }), 'REFUSED'],
  ])('leaves no file if it %s', async (_how, cut, code) => {
    const { document } = archived([cut])
    await expect(document.text()).rejects.toMatchObject({ name: 'DocumentError', code })
    expect((await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())).toEqual(
      [],
    )
    expect(await archived([response]).document.text()).toBe(table)
  })

  test('is downloaded again for the next reader if the first one stops', async () => {
    const aborting = new AbortController()
    const { document } = archived([
      () => {
        setImmediate(() => aborting.abort(new Error('enough')))
        return new Response(endlessBody(stored).body)
      },
      response,
    ])
    const first = document.text({ signal: aborting.signal })
    const second = document.text()
    await expect(first).rejects.toThrow('enough')
    expect(await second).toBe(table)
  })

  test('can be abandoned by a reader that waits for another one', async () => {
    const { document } = archived([() => new Response(endlessBody(stored).body)])
    const first = document.bytes().getReader()
    const reading = first.read()
    const waiting = document.text({ signal: AbortSignal.any([AbortSignal.abort(new Error('never mind'))]) })
    await expect(waiting).rejects.toThrow('never mind')
    await first.cancel()
    await reading
  })
})

describe('an archive that was damaged', () => {
  test.each<[string, (stored: string, manifest: string) => Promise<void>]>([
    ['without the bytes', (path) => rm(path)],
    ['with fewer bytes', (path) => truncate(path, 5)],
    ['without the manifest', (_path, manifest) => rm(manifest)],
    ['with half a manifest', (_path, manifest) => truncate(manifest, 30)],
    ['with another manifest', (_path, manifest) => writeFile(manifest, '{"version": 2}')],
  ])('is repaired by the next read that can download (%s)', async (_how, damage) => {
    await archived([response]).document.text()
    const names = (await readdir(folder, { recursive: true })).map((name) => join(folder, name))
    await damage(names.find((name) => name.endsWith('.raw')) ?? '', names.find((name) => name.endsWith('.json')) ?? '')
    const again = archived([response])
    expect(await again.document.text()).toBe(table)
    expect(again.downloads()).toBe(1)
    expect(await inArchive()).toHaveLength(1)
  })

  test('is an error if the bytes are truncated and it is read offline', async () => {
    await archived([() => new Response('a plain one')]).document.text()
    const path = (await readdir(folder, { recursive: true })).find((name) => name.endsWith('.raw')) ?? ''
    await truncate(join(folder, path), 5)
    const [found] = await inArchive()
    await expect(found?.document.text()).rejects.toMatchObject({ name: 'DocumentError', code: 'TRUNCATED' })
  })

  test('is an error that names the damaged manifest if it is read offline', async () => {
    await writeFile(join(folder, 'notes.json'), '{}')
    await expect(inArchive()).rejects.toMatchObject({ code: 'CORRUPT', message: expect.stringContaining('notes.json') })
  })

  test('is an error if its folder cannot be read', async () => {
    await writeFile(join(folder, 'file'), '')
    const documents = folderArchive(join(folder, 'file')).documents()
    await expect(collect(documents)).rejects.toMatchObject({ code: 'DISK' })
  })
})

describe('an archive without an account', () => {
  test('returns the documents of a report type, with all the readers of downloaded ones', async () => {
    await archived([response]).document.text()
    await archived([response], { reportDocumentId: 'doc-2', reportType: 'GET_OTHER' }).document.text()
    const found = await inArchive({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
    expect(found.map(({ manifest }) => manifest.reportDocumentId)).toEqual(['doc-1'])
    expect(await found[0]?.document.text()).toBe(table)
    expect(await inArchive()).toHaveLength(2)
  })

  test('records reads too', async () => {
    await bytesOf(archived([response]).document.raw())
    const [first] = await inArchive()
    if (first !== undefined) await collect(first.document.rows())
    const [{ manifest } = expect.fail('there is no document')] = await inArchive()
    expect(manifest.rows).toBe(2)
  })

  test('has manifests in indented JSON', async () => {
    await archived([response]).document.text()
    const name = (await readdir(folder, { recursive: true })).find((found) => found.endsWith('.json'))
    expect(await readFile(join(folder, name ?? ''), 'utf8')).toMatch(/^\{\n {2}"version": 1,\n/)
  })
})

describe('an archive whose folder does not exist yet', () => {
  test('has no documents', async () => {
    const documents = folderArchive(join(folder, 'none')).documents()
    expect(await collect(documents)).toEqual([])
  })
})

describe('the limits of a reader', () => {
  const mebibyte = 1024 ** 2
  const zeros = gzipSync(Buffer.alloc(300 * mebibyte))
  const lengthOf = async (chunks: AsyncIterable<Uint8Array>) => {
    let length = 0
    for await (const chunk of chunks) length += chunk.length
    return length
  }
  const documentWith = (archive: boolean, bytes: Uint8Array) => {
    const response = () => new Response(Uint8Array.from(bytes))
    return archive ? archived([response]) : storedDocument([response])
  }

  describe.each([
    ['without an archive', false],
    ['with an archive', true],
  ])('%s', (_how, archive) => {
    test('are removed by maxBytes: Infinity', async () => {
      const { document } = documentWith(archive, zeros)
      expect(await lengthOf(document.bytes({ maxBytes: Number.POSITIVE_INFINITY }))).toBe(300 * mebibyte)
    })

    test('do not inflate the bytes that raw() and save({ raw }) return', async () => {
      const { document } = documentWith(archive, zeros)
      expect(await lengthOf(document.raw({ maxBytes: zeros.length }))).toBe(zeros.length)
      const other = documentWith(archive, zeros)
      const options = { raw: true, check: true, maxBytes: zeros.length }
      expect((await other.document.save(join(folder, 'saved'), options)).bytes).toBe(zeros.length)
    })

    test('refuse a decompression bomb by default', async () => {
      const { document } = documentWith(archive, zeros)
      await expect(lengthOf(document.bytes())).rejects.toMatchObject({ code: 'TOO_LARGE' })
    })

    test.each(['raw', 'bytes', 'text', 'rows', 'save'] as const)('stop %s() at maxBytes', async (method) => {
      const read = (maxBytes: number) => {
        const { document } = documentWith(archive, cp1252)
        if (method === 'text') return document.text({ maxBytes })
        if (method === 'save') return document.save(join(folder, 'saved'), { maxBytes })
        return collect<unknown>(document[method]({ maxBytes }))
      }
      await expect(read(cp1252.length - 1)).rejects.toMatchObject({ code: 'TOO_LARGE' })
      await expect(read(cp1252.length)).resolves.toBeDefined()
    })

    test('stop a download that never ends', async () => {
      async function* endless() {
        for (;;) yield Buffer.alloc(mebibyte)
      }
      const source: ContentSource = {
        reportDocumentId: 'doc-1',
        fallbackCharset: 'utf-8',
        open: async () => ({ contentType: undefined, length: undefined, body: endless() }),
      }
      const document = readableDocument(
        archive ? archivedSource(source, folderArchive(folder), { reportDocumentId: 'doc-1' }, () => 0) : source,
      )
      await expect(lengthOf(document.bytes({ maxBytes: mebibyte }))).rejects.toMatchObject({ code: 'TOO_LARGE' })
      await expect(lengthOf(document.raw({ maxBytes: mebibyte }))).rejects.toMatchObject({ code: 'TOO_LARGE' })
    })
  })
})
