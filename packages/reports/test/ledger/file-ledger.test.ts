import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fileBuckets } from '@reportline/request/file-buckets'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { begin, beginOptions } from '../../src/engine/begin.ts'
import { fileLedger, openLedgerFile } from '../../src/ledger/file-ledger.ts'
import { ledgerSchema } from '../../src/ledger/ledger-schema.ts'
import { sqliteLedger } from '../../src/ledger/sqlite-ledger.ts'
import { done, leaseOf, recordOf, someJob, start, waiting } from './jobs.ts'

const run = promisify(execFile)
const bucket = { key: 'the key', plan: { rate: 1, burst: 2 } }
const page = { limit: 1_000 }

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
    await ledger.insert(recordOf(job), { lease: leaseOf('a') })
    await ledger.update(recordOf(waiting(job, `report ${number}`)), 'a')
  }
}

/** The first ledger files had other names for two columns. */
function withOtherColumnNames(migration: string): string {
  return migration
    .replaceAll('request_key', 'first_name')
    .replaceAll(/\bowner\b/g, (name, at: number) =>
      migration.lastIndexOf('ledger_claim', at) === -1 ? 'second_name' : name,
    )
}

describe('a ledger in a file', () => {
  test.each([':memory:', ''])(
    'rejects the path %j, because SQLite would not store such a database in a file',
    (path) => {
      expect(() => fileLedger({ path })).toThrow(/^Invalid `path`: .*Use memoryLedger\(\)/)
      expect(existsSync(':memory:')).toBe(false)
    },
  )

  test('outlives the process that wrote it', async () => {
    await fill()
    await using ledger = fileLedger({ path })
    const { entries } = await ledger.list({}, page)
    expect(entries).toMatchObject([{ job: { step: 'waiting', reportId: 'report 0' } }])
  })

  test('is readable by the current user only, as are the files that SQLite adds', async () => {
    await using ledger = fileLedger({ path })
    await ledger.insert(recordOf(someJob()), { lease: leaseOf('a') })
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test.skipIf(process.platform === 'win32')('becomes private if other users could read it before', async () => {
    writeFileSync(path, '')
    chmodSync(path, 0o666)
    await using ledger = fileLedger({ path })
    await ledger.insert(recordOf(someJob()), { lease: leaseOf('a') })
    for (const file of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('assigns each job to one of eight processes, and each report to one job', async () => {
    const program = fileURLToPath(new URL('contending-process.ts', import.meta.url))
    const runs = Array.from({ length: 8 }, (_, index) => run(process.execPath, [program, path, `process ${index}`]))
    const got = (await Promise.all(runs)).map(({ stdout }): Record<string, string[]> => JSON.parse(stdout))
    for (const kind of ['inserted', 'adopted', 'claimed']) {
      const all = got.flatMap((one) => one[kind] ?? [])
      expect(all).toHaveLength(25)
      expect(new Set(all).size).toBe(25)
    }
  }, 60_000)

  test('can share its file with the rate buckets, whichever came first', async () => {
    for (const first of ['ledger', 'buckets']) {
      path = join(folder, `${first}.db`)
      if (first === 'ledger') await fileLedger({ path }).close()
      using buckets = fileBuckets({ path })
      await using ledger = fileLedger({ path })
      await ledger.insert(recordOf(someJob()), { lease: leaseOf('a') })
      expect(await buckets.take([bucket], start)).toEqual({ wait: 0 })
      buckets.close()
      await ledger.close()
      using again = fileBuckets({ path })
      await again.take([bucket], start)
      expect(await again.take([bucket], start)).toMatchObject({ wait: 1000 })
      await using later = fileLedger({ path })
      expect((await later.list({}, page)).entries).toHaveLength(1)
    }
  })

  test.each([1, 2])(
    'opens a file of layout %i with everything in it, whatever its columns are called',
    async (layout) => {
      const old = openLedgerFile(path, ledgerSchema.slice(0, layout).map(withOtherColumnNames))
      const finished = done(someJob(), '7')
      const abandoned = someJob({ requestedAt: new Date(start - 1_000).toISOString() })
      const current = someJob()
      for (const job of [finished, abandoned, current]) {
        const { requestKey, finishedAt = null } = recordOf(job)
        old.database
          .prepare(
            `INSERT INTO ledger_job (id, account, first_name, report_type, step, requested, ended, report_id, second_name, job)
           VALUES (?, 'eu', ?, ?, ?, ?, ?, ?, 'a', ?)`,
          )
          .run(
            job.id,
            requestKey,
            job.reportType,
            job.step,
            Date.parse(job.requestedAt),
            finishedAt,
            job.reportId ?? null,
            JSON.stringify(job),
          )
      }
      old.database.prepare('INSERT INTO ledger_holder VALUES (?, ?)').run('a', start + 1)
      if (layout === 2) old.database.prepare('INSERT INTO ledger_seen VALUES (?, ?)').run('eu', 'seen before')
      old.close()
      await using ledger = fileLedger({ path })
      const lease = { owner: 'a', until: start + 1 }
      expect(await ledger.find(finished.id)).toEqual({ ...recordOf(finished), delivered: false, lease })
      const { requestKey } = recordOf(finished)
      expect(await ledger.findDocument(requestKey, start)).toMatchObject({ job: { id: finished.id } })
      const next = await ledger.insert(recordOf(someJob()), { lease: leaseOf('b') })
      expect(next).toMatchObject({ inserted: false, entry: { job: { id: current.id } } })
      expect(await ledger.seen('eu').has('seen before')).toBe(layout === 2)
      await ledger.prune({ olderThan: start, limit: 10 })
      expect(await ledger.seen('eu').has('seen before')).toBe(layout === 2)
    },
  )

  test('stays as it was if the migration fails', async () => {
    openLedgerFile(path, ledgerSchema.slice(0, 1)).close()
    const before = layoutOf()
    expect(() => openLedgerFile(path, [...ledgerSchema, 'CREATE TABLE no good'])).toThrow('syntax error')
    expect(layoutOf()).toEqual(before)
    await fileLedger({ path }).close()
  })

  test('begins a request without a scan or a sort, however many jobs there are', async () => {
    const file = openLedgerFile(path)
    const statements: string[] = []
    const prepare = file.database.prepare.bind(file.database)
    file.database.prepare = (sql: string) => {
      statements.push(sql)
      return prepare(sql)
    }
    const ledger = sqliteLedger(file)
    await begin(someJob(), beginOptions(someJob(), leaseOf('a'), start, 1_000), ledger)
    await ledger.list({ accounts: ['eu'], reportTypes: ['A'], steps: ['creating'] }, page)
    await ledger.list({ accounts: ['eu'], delivered: false }, page)
    await ledger.list({}, page)
    for (const sql of statements) {
      const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`).all()
      const details = plan.map(({ detail }) => String(detail)).join('; ')
      expect(details, sql).not.toMatch(/SCAN ledger_job(?! USING INDEX)/)
    }
    await ledger.close()
  })

  function layoutOf(): unknown[] {
    const database = new DatabaseSync(path)
    const tables = database.prepare('SELECT sql FROM sqlite_master ORDER BY name').all()
    const layout = database.prepare('SELECT * FROM ledger_layout').all()
    database.close()
    return [tables, layout]
  }
})

describe('a ledger file that cannot be used', () => {
  const open = () => fileLedger({ path })

  test('is refused if it is damaged, with advice', () => {
    writeFileSync(path, 'this was a ledger once, a long time ago. '.repeat(200))
    const before = readFileSync(path)
    expect(open).toThrow(/^The ledger .* is damaged or not a ledger\. Nothing was changed or requested\. Move the file/)
    expect(readFileSync(path)).toEqual(before)
  })

  test('is refused if it is damaged beyond its first page', async () => {
    await fill(200)
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 3 * 4096 + 100)
    writeFileSync(path, bytes)
    expect(open).toThrow(expect.objectContaining({ name: 'LedgerError', code: 'DAMAGED' }))
  })

  test('is reported as damaged if a job in it is not one', async () => {
    await fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE ledger_job SET job = \'{"id":\'')
    database.close()
    await using ledger = open()
    await expect(ledger.list({}, page)).rejects.toMatchObject({ code: 'DAMAGED' })
  })

  test('is not changed if a newer version wrote it', async () => {
    await fill()
    const database = new DatabaseSync(path)
    database.exec('UPDATE ledger_layout SET version = 99')
    database.close()
    expect(open).toThrow(expect.objectContaining({ code: 'NEWER', message: expect.stringContaining('layout 99') }))
  })

  test('is not changed if it belongs to another program', () => {
    const database = new DatabaseSync(path)
    database.exec('CREATE TABLE ledger (id)')
    database.close()
    const before = readFileSync(path)
    expect(open).toThrow(`${path} is an SQLite file of another program`)
    expect(readFileSync(path)).toEqual(before)
  })

  test('is reported if its folder is missing', () => {
    path = join(folder, 'missing', 'ledger.db')
    expect(open).toThrow(/cannot be used: unable to open database file\. Check that its folder/)
  })

  test('keeps its jobs if the disk is full, and works again once there is space', async () => {
    const file = openLedgerFile(path)
    const { database } = file
    const ledger = sqliteLedger(file)
    const kept = someJob()
    await ledger.insert(recordOf(kept), { lease: leaseOf('a') })
    const pages = Number(database.prepare('PRAGMA page_count').get()?.page_count)
    database.exec(`PRAGMA max_page_count = ${pages}`)
    const large = recordOf(someJob({ reportOptions: { asins: 'B000000000 '.repeat(2_000) } }))
    await expect(ledger.insert(large, { lease: leaseOf('a') })).rejects.toMatchObject({
      code: 'UNUSABLE',
      message: expect.stringContaining('The disk is full.'),
    })
    expect((await ledger.list({}, page)).entries.map(({ job }) => job.id)).toEqual([kept.id])
    database.exec('PRAGMA max_page_count = 1000000')
    expect(await ledger.insert(large, { lease: leaseOf('a') })).toMatchObject({ inserted: true })
    await ledger.close()
  })
})
