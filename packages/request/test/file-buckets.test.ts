import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FileBuckets, fileBuckets } from '../src/file-buckets.ts'

const run = promisify(execFile)
const start = Date.UTC(2024, 0, 1)
const bucket = { key: 'the key', plan: { rate: 1, burst: 2 } }

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'buckets-'))
  path = join(folder, 'buckets.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function takenBy(processes: number, now: number): Promise<number[]> {
  const program = fileURLToPath(new URL('take-tokens.ts', import.meta.url))
  const runs = Array.from({ length: processes }, () =>
    run(process.execPath, [program, path, '0.1', '15', String(now), '40']),
  )
  return (await Promise.all(runs)).map(({ stdout }) => Number(stdout))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

describe('buckets in a file', () => {
  test.each([':memory:', ''])('reject the path %j, because SQLite would not store them in a file', (path) => {
    expect(() => fileBuckets({ path })).toThrow(/^Invalid `path`: .*Use memoryBuckets\(\)/)
    expect(existsSync(':memory:')).toBe(false)
  })

  test('are shared by processes, which together never take more than the burst and the refill', async () => {
    const first = await takenBy(3, start)
    expect(first.reduce((sum, taken) => sum + taken)).toBe(15)
    const later = await takenBy(2, start + 45_000)
    expect(later.reduce((sum, taken) => sum + taken)).toBe(4)
  }, 30_000)

  test('outlive the process that created them', async () => {
    const before = fileBuckets({ path })
    await before.take([bucket], start)
    await before.take([bucket], start)
    before.close()
    using after = fileBuckets({ path })
    expect(await after.take([bucket], start)).toEqual({ wait: 1000, slowest: { key: 'the key', rate: 1 } })
  })

  test('keep a learnt rate and an empty level', async () => {
    {
      using store = fileBuckets({ path })
      await store.learn(bucket, 4, start)
      await store.empty(bucket, start)
    }
    using store = fileBuckets({ path })
    expect(await store.take([bucket], start)).toMatchObject({ wait: 250 })
  })

  test('replace a rate that an earlier version learnt by the planned one', async () => {
    fileBuckets({ path }).close()
    const database = new DatabaseSync(path)
    database.exec('ALTER TABLE bucket DROP COLUMN confirmed; UPDATE bucket_layout SET version = 1')
    database.prepare('INSERT INTO bucket VALUES (?, 1, 1e-9, 2, ?, 0, 0, ?)').run(sha256(bucket.key), start, start)
    database.close()
    using store = fileBuckets({ path })
    expect(await store.take([bucket], start)).toEqual({ wait: 1000, slowest: { key: 'the key', rate: 1 } })
  })

  test('store neither the account nor the operation in the file', async () => {
    const store = fileBuckets({ path })
    await store.take([{ ...bucket, key: 'amzn1.application.1234 seller A1B2' }], start)
    store.close()
    expect(readFileSync(path, 'latin1')).not.toMatch(/seller|amzn1/)
  })

  test('are stored in a file that only its owner can read', () => {
    fileBuckets({ path }).close()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('can be closed twice and cannot be used afterwards', async () => {
    const store = fileBuckets({ path })
    store.close()
    store[Symbol.dispose]()
    await expect(store.take([bucket], start)).rejects.toThrow(`The bucket file ${path} has been closed`)
  })
})

describe('a bucket file is rejected', () => {
  const open = () => fileBuckets({ path })

  test('if it is damaged, with advice', () => {
    writeFileSync(path, 'this was a database once, a long time ago. '.repeat(200))
    expect(open).toThrow(`The bucket file ${path} is damaged or not a bucket file. Move it away`)
  })

  test('when a bucket is used, if only its contents are damaged', async () => {
    fill()
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 4096)
    writeFileSync(path, bytes)
    await expect(firstTake()).rejects.toThrow(`${path} is damaged`)
  })

  test('if a number in it is impossible', async () => {
    fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE bucket SET level = 1000000')
    database.close()
    await expect(firstTake()).rejects.toThrow(`${path} is damaged`)
  })

  test.each(['level', 'taken', 'since', 'rate', 'planned', 'burst'])(
    'if its %s contradicts the rest',
    async (column) => {
      fill()
      const database = new DatabaseSync(path)
      database.exec(`UPDATE bucket SET ${column} = ${column === 'taken' || column === 'since' ? 1e15 : -1}`)
      database.close()
      await expect(firstTake()).rejects.toThrow(`${path} is damaged`)
    },
  )

  test('without changes if it belongs to another program', () => {
    const database = new DatabaseSync(path)
    database.exec('CREATE TABLE ledger (id)')
    database.close()
    const before = readFileSync(path)
    expect(open).toThrow(`${path} is an SQLite file of another program`)
    expect(readFileSync(path)).toEqual(before)
  })

  test('if a newer version wrote it', () => {
    fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE bucket_layout SET version = 3')
    database.close()
    expect(open).toThrow('was written by a newer version (layout 3, this version supports up to layout 2)')
  })

  test('if its folder is missing', () => {
    path = join(folder, 'missing', 'buckets.db')
    expect(open).toThrow(`The bucket file ${path} cannot be used: unable to open database file. Check that its folder`)
  })

  function fill(): void {
    using store: FileBuckets = fileBuckets({ path })
    void store.take([bucket], start)
  }

  async function firstTake(): Promise<unknown> {
    using store = fileBuckets({ path })
    return await store.take([bucket], start)
  }
})
