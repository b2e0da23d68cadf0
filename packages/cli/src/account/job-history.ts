import { appendFileSync, mkdirSync, statSync } from 'node:fs'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineEvent } from '@reportline/reports'
import type { Clock } from '@reportline/request'

/** One event of a job, without credentials and URLs. */
export interface HistoryEntry {
  /** ISO 8601 in UTC. */
  readonly time: string
  readonly event: string
  readonly reportId?: string | undefined
  readonly status?: string | undefined
  /** How long the command waits before the next poll. Milliseconds. */
  readonly milliseconds?: number | undefined
  readonly code?: string | undefined
  readonly message?: string | undefined
  /** The number of reports that a lost request may have created. */
  readonly candidates?: number | undefined
}

/** Writes what happens to jobs, one file per job. */
export interface JobHistory {
  /** Records an event of a job. Other events are ignored. */
  record(event: EngineEvent): void
}

/** The history of a job stops growing at this size. Bytes. */
const maxBytes = 256 * 1024
/** As long as an engine keeps jobs by default. Milliseconds. */
const retentionMs = 90 * 24 * 3_600_000

/** The folder of the histories that belong to a ledger file. */
export function historyFolder(ledgerPath: string): string {
  return `${ledgerPath}.history`
}

/** Creates the history of the jobs of a ledger. Histories that have not changed for 90 days are deleted. */
export function jobHistory(folder: string, clock: Pick<Clock, 'now'>): JobHistory {
  const sizes = new Map<string, number>()
  let isPrepared = false
  return {
    record(event) {
      if (!('job' in event)) return
      if (!isPrepared) {
        isPrepared = true
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        void deleteOld(folder, clock.now() - retentionMs).catch(() => {})
      }
      const path = historyPath(folder, event.job.id)
      const line = `${JSON.stringify(entryOf(event, clock.now()))}\n`
      const size = (sizes.get(path) ?? sizeOf(path)) + line.length
      sizes.set(path, size)
      // Synchronous, so that the history of a process that is killed is complete.
      if (size <= maxBytes) appendFileSync(path, line, { mode: 0o600 })
    },
  }
}

type JobEvent = Extract<EngineEvent, { readonly job: unknown }>

function entryOf(event: JobEvent, now: number): HistoryEntry {
  return {
    time: new Date(now).toISOString(),
    event: event.type,
    reportId: event.job.reportId,
    ...('processingStatus' in event ? { status: event.processingStatus } : {}),
    ...('milliseconds' in event ? { milliseconds: Math.round(event.milliseconds) } : {}),
    ...('code' in event ? { code: event.code } : {}),
    ...('reason' in event ? { message: event.reason } : {}),
    ...('candidates' in event ? { candidates: event.candidates } : {}),
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

async function deleteOld(folder: string, olderThan: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if ((await stat(path)).mtimeMs < olderThan) await rm(path, { force: true })
  }
}

/** Reads the history of a job. Empty if nothing was recorded. */
export async function readHistory(folder: string, jobId: string): Promise<readonly HistoryEntry[]> {
  const text = await readFile(historyPath(folder, jobId), 'utf8').catch(ifMissing(''))
  return text.split('\n').flatMap(parseLine)
}

/** Deletes the histories of jobs that are not in the ledger. */
export async function deleteHistories(folder: string, isKept: (jobId: string) => Promise<boolean>): Promise<void> {
  const names = await readdir(folder).catch(ifMissing<string[]>([]))
  for (const name of names) {
    const jobId = name.replace(/\.jsonl$/, '')
    if (!(await isKept(jobId))) await rm(historyPath(folder, jobId), { force: true })
  }
}

function historyPath(folder: string, jobId: string): string {
  // Ids of jobs are UUIDs. Anything else must not leave the folder.
  return join(folder, `${jobId.replaceAll(/[^\w-]/g, '_')}.jsonl`)
}

/** A line that was cut off by a crash is left out. */
function parseLine(line: string): HistoryEntry[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as HistoryEntry]
  } catch {
    return []
  }
}

function ifMissing<T>(value: T): (error: unknown) => T {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return value
    throw error
  }
}
