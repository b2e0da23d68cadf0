import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile as writeNow } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ContentSource } from '../../src/content/content-source.ts'
import { type FileSystem, nodeFileSystem } from '../../src/storage/file-system.ts'
import { saveDocument } from '../../src/storage/save-document.ts'
import { endlessBody, storedDocument } from '../support/stored-document.ts'
import { generate } from '../support/streams.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reportline-save-'))
})

afterEach(() => rm(folder, { recursive: true }))

const text = Buffer.from('sku\tprice\r\nA\t1,00\r\n'.repeat(1000))
const response = (bytes: Uint8Array) => () => new Response(Uint8Array.from(bytes))
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Returns a document with the given chunks. */
function source(pieces: readonly Uint8Array[], length?: number): ContentSource {
  return {
    reportDocumentId: 'doc-1',
    fallbackCharset: 'utf-8',
    open: async () => ({ contentType: undefined, length, body: generate(pieces) }),
  }
}

/** Returns a file system in which some operations are replaced. */
function failingFileSystem(
  changes: Partial<FileSystem> & { writev?: () => Promise<{ bytesWritten: number }>; sync?: () => Promise<void> },
) {
  const { writev, sync, ...rest } = changes
  const fileSystem: FileSystem = {
    ...nodeFileSystem,
    async create(path) {
      const file = await nodeFileSystem.create(path)
      return {
        writev: writev ?? ((chunks) => file.writev([...chunks])),
        sync: sync ?? (() => file.sync()),
        close: () => file.close(),
      }
    },
    ...rest,
  }
  return fileSystem
}

function failure(code: string) {
  return async () => {
    throw Object.assign(new Error(`${code}: ${folder}`), { code })
  }
}

describe('saving a document', () => {
  test('writes its inflated bytes, and returns their length and checksum', async () => {
    const { document } = storedDocument([response(gzipSync(text))])
    const path = join(folder, 'report.tsv')
    expect(await document.save(path)).toEqual({ path, bytes: text.length, sha256: sha256(text) })
    expect((await readFile(path)).equals(text)).toBe(true)
  })

  test('writes the stored bytes with the option raw', async () => {
    const stored = gzipSync(text)
    const { document } = storedDocument([response(stored)])
    const path = join(folder, 'report.tsv.gz')
    expect(await document.save(path, { raw: true })).toEqual({ path, bytes: stored.length, sha256: sha256(stored) })
    expect((await readFile(path)).equals(stored)).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('creates a file that only its owner can read', async () => {
    const { document } = storedDocument([response(text)])
    const { path } = await document.save(join(folder, 'report.tsv'))
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('replaces a file only once the new one is complete', async () => {
    const path = join(folder, 'report.tsv')
    await writeNow(path, 'old')
    const broken = storedDocument([response(gzipSync(text).subarray(0, -3))])
    await expect(broken.document.save(path)).rejects.toMatchObject({ code: 'TRUNCATED' })
    expect(await readFile(path, 'utf8')).toBe('old')
    await storedDocument([response(text)]).document.save(path)
    expect(await readdir(folder)).toEqual(['report.tsv'])
    expect((await readFile(path)).equals(text)).toBe(true)
  })

  test('does not create the file before the end', async () => {
    const seen: string[][] = []
    const fileSystem = failingFileSystem({
      async rename(from, to) {
        seen.push(await readdir(folder))
        await nodeFileSystem.rename(from, to)
      },
    })
    await saveDocument(source([text]), join(folder, 'report.tsv'), {}, fileSystem)
    expect(seen).toEqual([[expect.stringMatching(/^\.reportline-[0-9a-f]{16}\.part$/)]])
  })

  test('writes long documents, whatever the size of their chunks', async () => {
    const pieces = Array.from({ length: 700 }, (_, index) => Buffer.alloc(index * 150, index))
    const { bytes, sha256: sum } = await saveDocument(source(pieces), join(folder, 'long'), { raw: true })
    expect([bytes, sum]).toEqual([Buffer.concat(pieces).length, sha256(Buffer.concat(pieces))])
    expect(sha256(await readFile(join(folder, 'long')))).toBe(sum)
  })

  test('continues after a partial write', async () => {
    const path = join(folder, 'report.tsv')
    const parts: FileSystem = {
      ...nodeFileSystem,
      async create(created) {
        const file = await nodeFileSystem.create(created)
        return {
          writev: ([first = new Uint8Array(0)]) => file.writev([first.subarray(0, 7)]),
          sync: () => file.sync(),
          close: () => file.close(),
        }
      },
    }
    await saveDocument(source([text.subarray(0, 50), text.subarray(50, 200)]), path, {}, parts)
    expect((await readFile(path)).equals(text.subarray(0, 200))).toBe(true)
  })

  test('throws a TypeError for an empty path', async () => {
    const { document } = storedDocument([])
    await expect(document.save('')).rejects.toThrow(TypeError)
  })
})

describe('saving a document that is damaged', () => {
  const cut = gzipSync(text).subarray(0, -5)

  test.each<[string, Parameters<typeof saveDocument>[2]]>([
    ['inflated', {}],
    ['raw', { raw: true }],
  ])('leaves no file (%s)', async (_how, options) => {
    const path = join(folder, 'report')
    await expect(saveDocument(source([cut], cut.length), path, options)).rejects.toMatchObject({ code: 'TRUNCATED' })
    expect(await readdir(folder)).toEqual([])
  })

  test('is possible as it is stored, without a check', async () => {
    const path = join(folder, 'report')
    await saveDocument(source([cut], cut.length), path, { raw: true, check: false })
    expect((await readFile(path)).equals(cut)).toBe(true)
  })

  test.skipIf(process.platform === 'win32')('does not replace a device or a socket', async () => {
    const socket = createServer().listen(join(folder, 'socket'))
    await once(socket, 'listening')
    const link = join(folder, 'link')
    await symlink('/dev/null', link)
    for (const path of [join(folder, 'socket'), link, '/dev/null']) {
      const before = await lstat(path)
      const saving = saveDocument(source([text]), path)
      await expect(saving).rejects.toMatchObject({
        code: 'DISK',
        message: expect.stringContaining('is a device, a pipe'),
      })
      expect((await lstat(path)).ino).toBe(before.ino)
    }
    socket.close()
  })

  test('leaves no file if it exceeds maxBytes', async () => {
    const path = join(folder, 'report')
    for (const raw of [false, true]) {
      const saving = saveDocument(source([text]), path, { raw, maxBytes: text.length - 1 })
      await expect(saving).rejects.toMatchObject({ code: 'TOO_LARGE', message: expect.stringContaining('maxBytes') })
    }
    expect(await readdir(folder)).toEqual([])
    await saveDocument(source([text]), path, { maxBytes: text.length })
  })
})

describe('saving a document with a signal', () => {
  test('leaves no file and throws the reason of the signal when it aborts', async () => {
    const { body, cancelled } = endlessBody(text)
    const aborting = new AbortController()
    const respond = () => {
      setImmediate(() => aborting.abort(new Error('enough')))
      return new Response(body)
    }
    const saving = storedDocument([respond]).document.save(join(folder, 'report'), { signal: aborting.signal })
    await expect(saving).rejects.toThrow('enough')
    expect(cancelled()).toBe(true)
    expect(await readdir(folder)).toEqual([])
  })
})

describe('a disk', () => {
  test.each<[string, Parameters<typeof failingFileSystem>[0]]>([
    ['while it is written', { writev: failure('ENOSPC') }],
    ['while it is synced', { sync: failure('ENOSPC') }],
    ['while its file is created', { create: failure('ENOSPC') }],
    ['by a quota', { writev: failure('EDQUOT') }],
  ])('that is full keeps no part of a document (%s)', async (_when, changes) => {
    const saving = saveDocument(source([text]), join(folder, 'report'), {}, failingFileSystem(changes))
    await expect(saving).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'DISK_FULL',
      message: expect.stringContaining('Free some space'),
    })
    expect(await readdir(folder)).toEqual([])
  })

  test('that becomes full in the middle of a long document ends its download', async () => {
    let closed = false
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(500_000)
      } finally {
        closed = true
      }
    }
    const long = { ...source([]), open: async () => ({ contentType: undefined, length: undefined, body: endless() }) }
    const saving = saveDocument(long, join(folder, 'report'), {}, failingFileSystem({ writev: failure('ENOSPC') }))
    await expect(saving).rejects.toMatchObject({ code: 'DISK_FULL' })
    expect(closed).toBe(true)
  })

  test.each([
    ['ENOENT', /Create the folder first/, () => join(folder, 'none', 'report')],
    ['EISDIR', /Choose the path of a file/, () => folder],
  ])('that reports %s is an error that says what to do', async (code, advice, path) => {
    await expect(saveDocument(source([text]), path())).rejects.toMatchObject({
      code: 'DISK',
      message: expect.stringMatching(advice),
      cause: { code },
    })
  })

  test('is an error that does not contain the path', async () => {
    const saving = saveDocument(
      source([text]),
      join(folder, 'report'),
      {},
      failingFileSystem({ writev: failure('EIO') }),
    )
    const error = await saving.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'DISK', cause: { code: 'EIO' } })
    expect(String(error)).not.toContain(folder)
  })
})
