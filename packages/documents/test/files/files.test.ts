import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DocumentFile } from '../../src/files/document-file.ts'
import type { FilesOptions } from '../../src/files/read-files.ts'
import { readableDocument } from '../../src/readable-document.ts'
import { endlessBody, storedDocument } from '../support/stored-document.ts'
import { bytesOf, cut, generate } from '../support/streams.ts'
import { unicodePath, type ZipSpec, zipOf } from '../support/zip.ts'

let temporary = ''

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'reportline-files-'))
  vi.stubEnv('TMPDIR', temporary)
})

afterEach(async () => {
  const left = await readdir(temporary)
  vi.unstubAllEnvs()
  await rm(temporary, { recursive: true })
  expect(left.filter((name) => name.startsWith('reportline-'))).toEqual([])
})

function documentOf(pieces: readonly Uint8Array[]) {
  return readableDocument({
    reportDocumentId: 'doc-1',
    fallbackCharset: 'utf-8',
    open: async () => ({ contentType: undefined, length: undefined, body: generate(pieces) }),
  })
}

async function unpacked(pieces: readonly Uint8Array[], options?: FilesOptions): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  for await (const file of documentOf(pieces).files(options)) files[file.name] = await bytesOf(file.bytes())
  return files
}

async function errorOf(specs: readonly ZipSpec[], options?: FilesOptions): Promise<unknown> {
  return unpacked([zipOf(specs)], options).catch((error: unknown) => error)
}

const invoice = Buffer.from('%PDF-1.7 an invoice')
const table = Buffer.from('sku\tprice\r\n'.repeat(50_000))

describe('the files of a ZIP archive', () => {
  test('are returned one by one, whether the archive is gzipped or not', async () => {
    const zip = zipSync({
      'invoice.pdf': [invoice, { level: 0 }],
      'more/table.tsv': table,
      'empty.txt': new Uint8Array(0),
    })
    for (const stored of [zip, gzipSync(zip)]) {
      expect(await unpacked(cut(stored, [0.1, 0.5]))).toEqual({
        'invoice.pdf': invoice,
        'more/table.tsv': table,
        'empty.txt': Buffer.alloc(0),
      })
    }
  })

  test('have a name and a size', async () => {
    const seen: [string, number][] = []
    const zip = zipOf([
      { name: 'Rechnung ü.pdf', content: invoice, flags: 0x800 },
      { name: 'folder/', content: Buffer.alloc(0) },
    ])
    for await (const { name, size } of documentOf([zip]).files()) seen.push([name, size])
    expect(seen).toEqual([['Rechnung ü.pdf', invoice.length]])
  })

  test('can have a name that is not UTF-8', async () => {
    const zip = zipOf([{ name: Uint8Array.of(0x61, 0xfc, 0x2e), content: invoice }])
    expect(Object.keys(await unpacked([zip]))).toEqual(['aü.'])
  })

  test('are empty for an empty archive', async () => {
    expect(await unpacked([zipOf([])])).toEqual({})
  })

  test('can be read again', async () => {
    const document = documentOf([zipOf([{ name: 'a', content: invoice }])])
    for (let count = 0; count < 2; count++) {
      for await (const file of document.files()) expect((await bytesOf(file.bytes())).equals(invoice)).toBe(true)
    }
  })

  test('can be read only inside the loop', async () => {
    const files: DocumentFile[] = []
    for await (const file of documentOf([zipOf([{ name: 'a', content: invoice }])]).files()) files.push(file)
    expect(() => files[0]?.bytes()).toThrow(/inside the loop/)
  })
})

describe('saving a file of a ZIP archive', () => {
  const zip = zipOf([{ name: 'more/invoice.pdf', content: invoice }])

  test('to a folder keeps its name', async () => {
    for await (const file of documentOf([zip]).files()) {
      const { path, bytes } = await file.save(temporary)
      expect([path, bytes]).toEqual([join(temporary, 'more', 'invoice.pdf'), invoice.length])
      expect((await readFile(path)).equals(invoice)).toBe(true)
      expect((await stat(path)).mode & 0o077).toBe(0)
    }
  })

  test('to a path uses that path', async () => {
    const path = join(temporary, 'mine.pdf')
    for await (const file of documentOf([zip]).files()) await file.save(path)
    expect((await readFile(path)).equals(invoice)).toBe(true)
  })

  test('does not overwrite another file of the archive', async () => {
    const twice = zipOf([
      { name: 'a.pdf', content: invoice },
      { name: 'a.pdf', content: table },
    ])
    const saving = async () => {
      for await (const file of documentOf([twice]).files()) await file.save(temporary)
    }
    await expect(saving()).rejects.toMatchObject({
      code: 'UNSAFE_ENTRY',
      message: expect.stringContaining('same path'),
    })
    expect((await readFile(join(temporary, 'a.pdf'))).equals(invoice)).toBe(true)
  })

  test('leaves no file if it is damaged', async () => {
    const damaged = zipOf([{ name: 'a.pdf', content: invoice, declared: { crc32: 1 } }])
    await mkdir(join(temporary, 'out'))
    const saving = async () => {
      for await (const file of documentOf([damaged]).files()) await file.save(join(temporary, 'out'))
    }
    await expect(saving()).rejects.toMatchObject({ code: 'CORRUPT' })
    expect(await readdir(join(temporary, 'out'))).toEqual([])
  })
})

describe('saving a file of a ZIP archive again', () => {
  const twice = zipOf([
    { name: 'a.pdf', content: invoice },
    { name: 'a.pdf', content: table },
  ])

  test('works after a save that failed', async () => {
    const missing = join(temporary, 'out', 'a.pdf')
    for await (const file of documentOf([zipOf([{ name: 'a.pdf', content: invoice }])]).files()) {
      await expect(file.save(missing)).rejects.toMatchObject({ code: 'DISK', cause: { code: 'ENOENT' } })
      await mkdir(join(temporary, 'out'))
      expect((await file.save(missing)).bytes).toBe(invoice.length)
    }
  })

  test('is refused for one of two files that are saved to one path at the same time, however the path is written', async () => {
    const saving: Promise<unknown>[] = []
    for await (const file of documentOf([twice]).files()) {
      saving.push(file.save(saving.length === 0 ? join(temporary, 'b.pdf') : `${temporary}/./b.pdf`))
      if (saving.length === 2) {
        const results = (await Promise.allSettled(saving)).sort((one, other) => one.status.localeCompare(other.status))
        expect(results).toMatchObject([{ status: 'fulfilled' }, { reason: { code: 'UNSAFE_ENTRY' } }])
      }
    }
  })
})

describe('a file of a ZIP archive after the loop has ended', () => {
  const outside = /Read each file, and wait for it, inside the loop/

  test('cannot be read from a stream that was created inside the loop', async () => {
    const streams: ReadableStream<Uint8Array>[] = []
    for await (const file of documentOf([zipOf([{ name: 'a', content: invoice }])]).files()) streams.push(file.bytes())
    await expect(bytesOf(streams[0] ?? generate([]))).rejects.toThrow(outside)
  })

  test('cannot be read to its end from a stream whose reading started inside the loop', async () => {
    const content = randomBytes(1_000_000)
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
    for await (const file of documentOf([zipOf([{ name: 'a', content, method: 0 }])]).files()) {
      reader = file.bytes().getReader()
      await reader.read()
    }
    await expect(reader?.read()).rejects.toThrow(outside)
  })

  test('cannot be saved by a call that the loop did not wait for', async () => {
    const saving: Promise<unknown>[] = []
    for await (const file of documentOf([zipOf([{ name: 'a', content: invoice }])]).files()) {
      saving.push(file.save(join(temporary, 'a')).catch((error: unknown) => error))
    }
    expect(String(await saving[0])).toMatch(outside)
  })
})

describe('a document that is not a ZIP archive', () => {
  test.each([
    ['text', table],
    ['a short text', Buffer.from('no files')],
    ['PDF', invoice],
    ['the beginning of one', zipOf([{ name: 'a', content: table }]).subarray(0, 200)],
    ['one without its beginning', zipOf([{ name: 'a', content: table }]).subarray(200)],
  ])('is a NOT_ZIP error (%s)', async (_what, bytes) => {
    await expect(unpacked([bytes])).rejects.toMatchObject({ name: 'DocumentError', code: 'NOT_ZIP' })
  })
})

describe('an entry of a ZIP archive', () => {
  test.each([
    '../evil',
    'a/../../evil',
    '..',
    './a',
    'a//b',
    '/etc/passwd',
    'C:evil',
    'c:/evil',
    'a\\..\\evil',
    'a:stream',
    'invoices/a.pdf:stream',
    'CON',
    'con.pdf',
    'nul .txt',
    'invoices/COM1/a.pdf',
    'lpt\u00b2.pdf',
    'a\0.pdf',
    'a\n.pdf',
    '',
    '/',
    '../folder/',
    'aux/',
  ])('with the name %j is an error before any file is returned', async (name) => {
    const given = vi.fn()
    const reading = async () => {
      const zip = zipOf([
        { name: 'good.pdf', content: invoice },
        { name, content: invoice },
      ])
      for await (const file of documentOf([zip]).files()) given(file.name)
    }
    await expect(reading()).rejects.toMatchObject({ name: 'DocumentError', code: 'UNSAFE_ENTRY' })
    expect(given).not.toHaveBeenCalled()
  })

  test.each<[string, Partial<ZipSpec>]>([
    ['encrypted', { flags: 1 }],
    ['strongly encrypted', { flags: 0x41 }],
    ['compressed in an unknown way', { method: 14 }],
  ])('that is %s is an error', async (_what, spec) => {
    expect(await errorOf([{ name: 'a', content: invoice, ...spec }])).toMatchObject({ code: 'UNREADABLE_ENTRY' })
  })

  test.each<[string, ZipSpec['declared'], string]>([
    ['is longer than declared', { size: 5 }, 'CORRUPT'],
    ['is shorter than declared', { size: 500 }, 'CORRUPT'],
    ['has a wrong checksum', { crc32: 7 }, 'CORRUPT'],
    ['is not at its declared offset', { at: 1 }, 'CORRUPT'],
    ['extends beyond the archive', { compressedSize: 100_000 }, 'NOT_ZIP'],
  ])('that %s is an error', async (_what, declared = {}, code) => {
    expect(await errorOf([{ name: 'a', content: invoice, declared }])).toMatchObject({ name: 'DocumentError', code })
  })

  test('with invalid compressed bytes is an error', async () => {
    const zip = zipOf([{ name: 'a', content: table }])
    zip.fill(0xff, 40, 60)
    await expect(unpacked([zip])).rejects.toMatchObject({ code: 'CORRUPT' })
  })
})

describe('a ZIP archive that is too large', () => {
  test('is rejected by the sizes in its directory, before any entry is opened', async () => {
    const declared = { size: 0xfffffffe }
    const specs = Array.from({ length: 1_000 }, (_, index) => ({ name: `${index}`, content: invoice, declared }))
    expect(await errorOf(specs)).toMatchObject({
      code: 'TOO_LARGE',
      message: expect.stringMatching(/4294967294000 bytes.*maxBytes/),
    })
  })

  test('is rejected if its entries overlap', async () => {
    const specs = Array.from({ length: 3 }, (_, index) => ({ name: `${index}`, content: table, declared: { at: 0 } }))
    expect(await errorOf(specs)).toMatchObject({ code: 'UNSAFE_ENTRY', message: expect.stringContaining('overlap') })
  })

  test('is rejected if it exceeds maxBytes, before or after inflating', async () => {
    const specs = [{ name: 'a', content: table }]
    expect(await errorOf(specs, { maxBytes: table.length - 1 })).toMatchObject({ code: 'TOO_LARGE' })
    expect(await errorOf(specs, { maxBytes: 50 })).toMatchObject({ code: 'TOO_LARGE' })
    expect(await errorOf(specs, { maxBytes: table.length })).toEqual({ a: table })
  })

  test('is rejected if it has too many entries', async () => {
    const zip = zipOf([{ name: 'a', content: invoice }])
    const record = Buffer.alloc(56 + 20)
    record.writeUInt32LE(0x06064b50, 0)
    record.writeBigUInt64LE(10n ** 12n, 32)
    record.writeUInt32LE(0x07064b50, 56)
    record.writeBigUInt64LE(BigInt(zip.length - 22), 64)
    const crowded = Buffer.concat([zip.subarray(0, -22), record, zip.subarray(-22)])
    await expect(unpacked([crowded])).rejects.toMatchObject({ code: 'TOO_LARGE' })
  })
})

describe('a temporary folder that does not exist', () => {
  test('is a DISK error', async () => {
    vi.stubEnv('TMPDIR', join(temporary, 'none'))
    await expect(unpacked([zipOf([{ name: 'a', content: invoice }])])).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'DISK',
      cause: { code: 'ENOENT' },
    })
  })
})

describe('an empty document', () => {
  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['no bytes, compressed', gzipSync('')],
    ['white space only', Buffer.from('\ufeff\r\n')],
  ])('has no files, and is reported (%s)', async (_what, bytes) => {
    const onWarning = vi.fn()
    expect(await unpacked([bytes], { onWarning })).toEqual({})
    expect(onWarning.mock.calls).toEqual([[{ code: 'EMPTY_DOCUMENT', count: 1, message: 'The document is empty.' }]])
  })

  test('is different from an archive without files', async () => {
    const onWarning = vi.fn()
    expect(await unpacked([zipOf([])], { onWarning })).toEqual({})
    expect(onWarning).not.toHaveBeenCalled()
  })
})

describe('the directory of a ZIP archive', () => {
  const two = [
    { name: 'a', content: invoice },
    { name: 'b', content: table },
  ]

  test.each([0, 1])('that declares %i of its two entries is an error, and no file is lost', async (count) => {
    await expect(unpacked([zipOf(two, count)])).rejects.toMatchObject({
      code: 'NOT_ZIP',
      message: expect.stringContaining(`more entries than the ${count} that it declares`),
    })
  })

  test('that declares more entries than it has is an error', async () => {
    await expect(unpacked([zipOf(two, 3)])).rejects.toMatchObject({ code: 'NOT_ZIP' })
  })

  test('can have a Unicode path, which counts only if its checksum is that of the name', async () => {
    const name = Uint8Array.of(0xfc)
    const names = async (checksum: number) =>
      Object.keys(await unpacked([zipOf([{ name, content: invoice, extra: unicodePath('Ü.pdf', checksum) }])]))
    expect(await names(crc32(name))).toEqual(['Ü.pdf'])
    expect(await names(crc32(name) + 1)).toEqual(['ü'])
  })
})

describe('a file in a folder of a ZIP archive', () => {
  async function save(folder: string, ...names: string[]) {
    const zip = zipOf(names.map((name) => ({ name, content: invoice })))
    for await (const file of documentOf([zip]).files()) await file.save(folder)
  }

  test('is saved to folders that only their owner can open, whatever the umask', async () => {
    const before = process.umask(0)
    await save(temporary, 'a/b/invoice.pdf').finally(() => process.umask(before))
    for (const path of ['a', 'a/b']) expect((await stat(join(temporary, path))).mode & 0o777).toBe(0o700)
  })

  test('is not saved through a symbolic link, and nothing is created behind it', async () => {
    const [target, outside] = [join(temporary, 'target'), join(temporary, 'outside')]
    await mkdir(target)
    await mkdir(outside)
    await symlink(outside, join(target, 'link'))
    for (const name of ['link/invoice.pdf', 'link/more/invoice.pdf']) {
      await expect(save(target, name)).rejects.toMatchObject({ code: 'UNSAFE_ENTRY' })
    }
    expect(await readdir(outside)).toEqual([])
  })

  test('can be saved to a folder that is a symbolic link itself', async () => {
    const folder = join(temporary, 'folder')
    await mkdir(folder)
    await symlink(folder, join(temporary, 'link'))
    await save(join(temporary, 'link'), 'a/invoice.pdf')
    expect(await readFile(join(folder, 'a/invoice.pdf'))).toEqual(invoice)
  })

  test.each([
    ['a/Invoice.pdf', 'a/invoice.PDF'],
    ['A/x', 'a/x'],
    ['x', 'x.'],
    ['x ', 'x'],
    ['\u00fc', 'u\u0308'],
  ])('does not replace another one that has the same name on another system (%s, %s)', async (first, second) => {
    await expect(save(temporary, first, second)).rejects.toMatchObject({ code: 'UNSAFE_ENTRY' })
  })
})

describe('a reader of files that stops', () => {
  test('ends the read when the signal aborts', async () => {
    const { body, cancelled } = endlessBody(table)
    const aborting = new AbortController()
    const { document } = storedDocument([
      () => {
        setImmediate(() => aborting.abort(new Error('enough')))
        return new Response(body)
      },
    ])
    const reading = async () => {
      for await (const file of document.files({ signal: aborting.signal })) expect(file).toBeUndefined()
    }
    await expect(reading()).rejects.toThrow('enough')
    expect(cancelled()).toBe(true)
  })

  test('ends the read in the middle of a file when the signal aborts', async () => {
    const aborting = new AbortController()
    const reading = async () => {
      for await (const file of documentOf([zipOf([{ name: 'a', content: table }])]).files({
        signal: aborting.signal,
      })) {
        for await (const chunk of file.bytes()) {
          expect(chunk.length).toBeGreaterThan(0)
          aborting.abort(new Error('enough'))
        }
      }
    }
    await expect(reading()).rejects.toThrow('enough')
  })

  test('leaves no temporary file, and the temporary file has no name while it is read', async () => {
    const zip = zipOf([{ name: 'a', content: invoice }])
    for await (const file of documentOf([zip]).files()) {
      expect(file.name).toBe('a')
      if (process.platform !== 'win32') expect(await readdir(temporary)).toEqual([])
      break
    }
  })
})
