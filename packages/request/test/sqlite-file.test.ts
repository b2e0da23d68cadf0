import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  openSqliteFile,
  type SqliteFile,
  type SqliteFileErrorCode,
  type SqliteFileOptions,
} from '../src/sqlite-file.ts'

class NoteError extends Error {
  readonly code: SqliteFileErrorCode

  constructor(code: SqliteFileErrorCode, message: string, cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

const firstLayout = 'CREATE TABLE note (words TEXT NOT NULL) STRICT'
const secondLayout = "ALTER TABLE note ADD COLUMN author TEXT NOT NULL DEFAULT 'unknown'"

let folder = ''
let path = ''
let files: SqliteFile[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sqlite-file-'))
  path = join(folder, 'notes.db')
  files = []
})
afterEach(() => {
  for (const file of files) file.close()
  rmSync(folder, { recursive: true })
})

function open(options: Partial<SqliteFileOptions> = {}): SqliteFile {
  const file = openSqliteFile({
    path,
    noun: 'notebook',
    layoutTable: 'note_layout',
    migrations: [firstLayout],
    synchronous: 'FULL',
    busyTimeoutMs: 1,
    damagedAdvice: 'Restore a backup.',
    createError: (code, message, cause) => new NoteError(code, message, cause),
    ...options,
  })
  files.push(file)
  return file
}

const add = (file: SqliteFile, words: string) =>
  file.write(() => file.database.prepare('INSERT INTO note (words) VALUES (?)').run(words))
const notes = (file: SqliteFile) => file.read(() => file.database.prepare('SELECT * FROM note').all())

describe('an SQLite file', () => {
  test('is upgraded from an older layout and keeps its contents', () => {
    const old = open()
    add(old, 'milk')
    old.close()
    expect(notes(open({ migrations: [firstLayout, secondLayout] }))).toEqual([{ words: 'milk', author: 'unknown' }])
  })

  test('stays as it was if an upgrade fails', () => {
    const old = open()
    add(old, 'milk')
    old.close()
    expect(() => open({ migrations: [firstLayout, secondLayout, 'CREATE TABLE no good'] })).toThrow('syntax error')
    expect(notes(open())).toEqual([{ words: 'milk' }])
  })

  test('may contain several layouts', () => {
    add(open(), 'milk')
    const other = open({ layoutTable: 'address_layout', migrations: ['CREATE TABLE address (line TEXT)'] })
    expect(notes(other)).toEqual([{ words: 'milk' }])
  })

  test.each([
    ['NORMAL', 1],
    ['FULL', 2],
  ] as const)('commits in the synchronous mode %s', (synchronous, number) => {
    expect(open({ synchronous }).database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: number })
  })

  test('keeps nothing of a transaction whose function throws', () => {
    const file = open()
    const fail = () => {
      file.database.exec("INSERT INTO note VALUES ('milk')")
      throw new Error('no')
    }
    expect(() => file.write(fail)).toThrow('no')
    expect(notes(file)).toEqual([])
  })
})

describe('an SQLite file that cannot be used', () => {
  test('throws an error of the given class with its code and SQLite’s error as cause', () => {
    path = join(folder, 'missing', 'notes.db')
    const expected = {
      code: 'UNUSABLE',
      message: expect.stringMatching(/^The notebook .* cannot be used: unable to open database file\. Check that its/),
      cause: expect.objectContaining({ errcode: 14 }),
    }
    expect(() => open()).toThrow(expect.objectContaining(expected))
  })

  test('says that another process has locked it', () => {
    const file = open()
    const other = new DatabaseSync(path)
    other.exec('BEGIN IMMEDIATE')
    expect(() => add(file, 'milk')).toThrow('Another process locked it for more than 0.001 s.')
    other.close()
    add(file, 'milk')
    expect(notes(file)).toHaveLength(1)
  })

  test('says that the disk is full, and works again once there is space', () => {
    const file = open()
    const setPages = (pages: unknown) => file.database.exec(`PRAGMA max_page_count = ${pages}`)
    setPages(file.database.prepare('PRAGMA page_count').get()?.page_count)
    const long = 'milk '.repeat(5_000)
    expect(() => add(file, long)).toThrow('The disk is full. Free some space and try again.')
    setPages(1_000_000)
    add(file, long)
    expect(notes(file)).toHaveLength(1)
  })

  test('is refused if a newer version wrote it', () => {
    open({ migrations: [firstLayout, secondLayout] }).close()
    const message = expect.stringContaining('newer version (layout 2, this version supports up to layout 1)')
    expect(() => open()).toThrow(expect.objectContaining({ code: 'NEWER', message }))
  })

  test('throws CLOSED after it was closed', () => {
    const file = open()
    file.close()
    file.close()
    const message = `The notebook ${path} has been closed.`
    expect(() => notes(file)).toThrow(expect.objectContaining({ code: 'CLOSED', message }))
  })

  test('creates an error for contents that make no sense', () => {
    const message = `The notebook ${path} is damaged or not a notebook. Restore a backup.`
    expect(open().damaged()).toMatchObject({ code: 'DAMAGED', message })
  })
})
