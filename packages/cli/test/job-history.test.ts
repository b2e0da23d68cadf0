import { appendFile, readdir, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineEvent, Job } from '@reportline/reports'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { jobHistory, readHistory } from '../src/account/job-history.ts'
import { readSince } from '../src/time/since.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

const now = Date.UTC(2026, 2, 4)
const clock = { now: () => now }

let temporary: TemporaryFolder
let folder: string

beforeEach(async () => {
  temporary = await temporaryFolder()
  folder = join(temporary.path, 'history')
})
afterEach(() => temporary[Symbol.asyncDispose]())

function created(id = 'job-1'): EngineEvent {
  const job: Job = {
    ...{ version: 1, id, api: 'selling-partner', region: 'eu', reportType: 'A', marketplaceIds: [] },
    ...{ step: 'waiting', requestedAt: '2026-03-04T00:00:00Z', reportId: '17' },
  }
  return { type: 'created', job }
}

describe('the history of a job', () => {
  test('contains the time and the fields of each event', async () => {
    jobHistory(folder, clock).record(created())
    expect(await readHistory(folder, 'job-1')).toEqual([
      { time: '2026-03-04T00:00:00.000Z', event: 'created', reportId: '17' },
    ])
  })

  test('is continued by other processes, without a line that was cut off', async () => {
    jobHistory(folder, clock).record(created())
    await appendFile(join(folder, 'job-1.jsonl'), '{"time":\n')
    jobHistory(folder, clock).record(created())
    expect(await readHistory(folder, 'job-1')).toHaveLength(2)
  })

  test('stops growing at 256 KiB', async () => {
    const history = jobHistory(folder, clock)
    history.record(created())
    await writeFile(join(folder, 'job-1.jsonl'), '\n'.repeat(256 * 1024 - 50))
    jobHistory(folder, clock).record(created())
    expect((await stat(join(folder, 'job-1.jsonl'))).size).toBe(256 * 1024 - 50)
  })

  test('ignores events that belong to no job', async () => {
    jobHistory(folder, clock).record({ type: 'lease-failed', error: new Error('lost') })
    expect(await readdir(temporary.path)).toEqual([])
  })

  test('stays in its folder, whatever the id', async () => {
    jobHistory(folder, clock).record(created('../../outside'))
    expect(await readdir(folder)).toEqual(['______outside.jsonl'])
  })

  test('is deleted after 90 days without a change', async () => {
    jobHistory(folder, clock).record(created('old'))
    jobHistory(folder, clock).record(created('new'))
    const seconds = now / 1000
    await utimes(join(folder, 'old.jsonl'), seconds, seconds - 91 * 86_400)
    await utimes(join(folder, 'new.jsonl'), seconds, seconds - 89 * 86_400)
    jobHistory(folder, clock).record(created('other'))
    await vi.waitFor(async () => expect((await readdir(folder)).sort()).toEqual(['new.jsonl', 'other.jsonl']))
  })
})

describe('--since', () => {
  test.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T12:00:00+01:00', '2026-03-01T11:00:00.000Z'],
    ['36h', '2026-03-02T12:00:00.000Z'],
    ['7d', '2026-02-25T00:00:00.000Z'],
    ['400d', '2025-12-04T01:00:00.000Z'],
    ['2020-01-01', '2025-12-04T01:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(readSince(text, now)?.toISOString()).toBe(expected)
  })

  test.each(['soon', '7 days', '7w', ''])('rejects %j with the name of the option', (text) => {
    expect(() => readSince(text, now)).toThrow('--since must be a')
  })
})
