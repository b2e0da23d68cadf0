import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fileBuckets } from '@reportline/request/file-buckets'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import { openLedgerFile } from '../../src/ledger/ledger-file.ts'
import { ledgerSchema } from '../../src/ledger/ledger-schema.ts'
import { sqliteLedger } from '../../src/ledger/sqlite-ledger.ts'
import { done, someJob, start, terms, waiting } from './jobs.ts'

const run = promisify(execFile)
const bucket = { key: 'the key', plan: { rate: 1, burst: 2 } }

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledger-'))
  path = join(folder, 'ledger.db')
})
afterEach(() => rmSync(folder, { recursive: true }))

async function fill(count = 1): Promise<void> {
  await using ledger = fileLedger({ path })
  for (let number = 0; number < count; number += 1) {
    const job = someJob({ dataStartTime: String(number) })
    await ledger.begin(job, terms('a'))
    await ledger.save(waiting(job, `report ${number}`), 'a', start)
  }
}

describe('a ledger in a file', () => {
  test('outlives the process that wrote it', async () => {
    await fill()
    await using ledger = fileLedger({ path })
    expect(await ledger.list()).toMatchObject([{ job: { step: 'waiting', reportId: 'report 0' } }])
  })

  test('can be read by nobody else, as little as what SQLite puts beside it', async () => {
    await using ledger = fileLedger({ path })
    await ledger.begin(someJob(), terms('a'))
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('gives each job to one of eight processes, and each report to one job', async () => {
    const program = fileURLToPath(new URL('contending-process.ts', import.meta.url))
    const runs = Array.from({ length: 8 }, (_, index) => run(process.execPath, [program, path, `process ${index}`]))
    const told = (await Promise.all(runs)).map(({ stdout }): Record<string, string[]> => JSON.parse(stdout))
    for (const kind of ['new', 'adopted', 'claimed']) {
      const all = told.flatMap((one) => one[kind] ?? [])
      expect(all).toHaveLength(25)
      expect(new Set(all).size).toBe(25)
    }
  }, 60_000)

  test('holds the rate buckets as well, whichever came first', async () => {
    for (const first of ['ledger', 'buckets']) {
      path = join(folder, `${first}.db`)
      if (first === 'ledger') await fileLedger({ path }).close()
      using buckets = fileBuckets({ path })
      await using ledger = fileLedger({ path })
      await ledger.begin(someJob(), terms('a'))
      expect(await buckets.take([bucket], start)).toEqual({ wait: 0 })
      buckets.close()
      await ledger.close()
      using again = fileBuckets({ path })
      await again.take([bucket], start)
      expect(await again.take([bucket], start)).toMatchObject({ wait: 1000 })
      await using later = fileLedger({ path })
      expect(await later.list()).toHaveLength(1)
    }
  })

  test('is brought up to date from an older layout, with all that it holds', async () => {
    const old = openLedgerFile(path, ledgerSchema.slice(0, 1))
    const job = done(someJob(), '7')
    old
      .prepare(
        `INSERT INTO ledger_job (id, account, wish, report_type, step, requested, ended, report_id, job)
         VALUES (?, 'eu', 'wish', ?, 'finished', ?, ?, '7', ?)`,
      )
      .run(job.id, job.reportType, start, start, JSON.stringify(job))
    old.close()
    {
      await using ledger = fileLedger({ path })
      expect(await ledger.list({ delivered: false })).toEqual([{ job, ended: start, delivered: false }])
      await ledger.seen('eu').add('7')
    }
    await using again = fileLedger({ path })
    expect(await again.seen('eu').has('7')).toBe(true)
  })

  test('stays as it was when bringing it up to date fails', async () => {
    openLedgerFile(path, ledgerSchema.slice(0, 1)).close()
    const before = layoutOf()
    expect(() => openLedgerFile(path, [...ledgerSchema, 'CREATE TABLE no good'])).toThrow('syntax error')
    expect(layoutOf()).toEqual(before)
    await fileLedger({ path }).close()
  })

  function layoutOf(): unknown[] {
    const database = new DatabaseSync(path)
    const tables = database.prepare('SELECT sql FROM sqlite_master ORDER BY name').all()
    const layout = database.prepare('SELECT * FROM ledger_layout').all()
    database.close()
    return [tables, layout]
  }
})

describe('a ledger that cannot be used', () => {
  const open = () => fileLedger({ path })

  test('because it is damaged is refused, with what to do', () => {
    writeFileSync(path, 'this was a ledger once, a long time ago. '.repeat(200))
    const before = readFileSync(path)
    expect(open).toThrow(/^The ledger .* is damaged or no ledger; nothing was changed.* Move it away/)
    expect(readFileSync(path)).toEqual(before)
  })

  test('because it is damaged further in is refused before anything is asked for', async () => {
    await fill(200)
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 3 * 4096 + 100)
    writeFileSync(path, bytes)
    expect(open).toThrow(expect.objectContaining({ name: 'LedgerError', code: 'DAMAGED' }))
  })

  test('because a job in it is no job is named', async () => {
    await fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE ledger_job SET job = \'{"id":\'')
    database.close()
    await using ledger = open()
    await expect(ledger.list()).rejects.toMatchObject({ code: 'DAMAGED' })
  })

  test('because a newer version wrote it is left alone', async () => {
    await fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE ledger_layout SET version = 99')
    database.close()
    expect(open).toThrow(/was written by a newer version \(layout 99, this one knows 2\).* Update this program/)
  })

  test('because it is another program’s database is left alone', () => {
    const database = new DatabaseSync(path)
    database.exec('CREATE TABLE ledger (id)')
    database.close()
    const before = readFileSync(path)
    expect(open).toThrow(`${path} is an SQLite file of another program`)
    expect(readFileSync(path)).toEqual(before)
  })

  test('because its folder is missing is named', () => {
    path = join(folder, 'missing', 'ledger.db')
    expect(open).toThrow(/cannot be used: unable to open database file\. Check that its folder/)
  })

  test('because the disk is full says so, keeps what it had, and goes on once there is room', async () => {
    const database = openLedgerFile(path)
    const ledger = sqliteLedger(path, database)
    const kept = someJob()
    await ledger.begin(kept, terms('a'))
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count)
    database.exec(`PRAGMA max_page_count = ${pages}`)
    const large = someJob({ reportOptions: { asins: 'B000000000 '.repeat(2_000) } })
    await expect(ledger.begin(large, terms('a'))).rejects.toMatchObject({
      code: 'UNUSABLE',
      message: expect.stringContaining('The disk is full: make room'),
    })
    expect((await ledger.list()).map(({ job }) => job.id)).toEqual([kept.id])
    database.exec('PRAGMA max_page_count = 1000000')
    expect(await ledger.begin(large, terms('a'))).toMatchObject({ kind: 'new' })
    await ledger.close()
  })
})
