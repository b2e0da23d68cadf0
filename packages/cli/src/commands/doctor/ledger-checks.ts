import { existsSync } from 'node:fs'
import { reportTypeFacts } from '@reportline/report-types'
import type { LedgerEntry } from '@reportline/reports'
import { openLedger } from '../../account/session.ts'
import { ledgerJobs } from '../jobs/ledger-jobs.ts'
import { type Check, failedCheck } from './check.ts'

const day = 24 * 60 * 60_000

/** Checks the ledger file, and what its jobs show. Creates no file. */
export async function checkLedger(path: string, now: number): Promise<Check[]> {
  if (!existsSync(path)) return [{ name: 'ledger', status: 'ok', message: `${path} does not exist yet` }]
  try {
    await checkIntegrity(path)
    await using ledger = await openLedger(path)
    const types = new Set<string>()
    let total = 0
    const abandoned: LedgerEntry[] = []
    for await (const entry of ledgerJobs(ledger)) {
      total += 1
      const age = now - Date.parse(entry.job.requestedAt)
      if (age < 90 * day) types.add(entry.job.reportType)
      if (entry.job.step !== 'finished' && age > day && !(entry.lease && entry.lease.until > now)) abandoned.push(entry)
    }
    return [
      { name: 'ledger', status: 'ok', message: `${path}, ${total} jobs` },
      ...abandonedJobs(abandoned),
      ...checkReportTypes(types, 'was requested in the last 90 days'),
    ]
  } catch (error) {
    return [failedCheck('ledger', error, 'Use another file with --ledger, or restore this one from a backup.')]
  }
}

/** @throws Error if the file is no database, or is damaged. */
async function checkIntegrity(path: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite')
  const database = new DatabaseSync(path, { readOnly: true })
  try {
    const [row] = database.prepare('PRAGMA quick_check(1)').all()
    const result = row?.quick_check
    if (result !== 'ok') throw new Error(`${path} is damaged: ${String(result)}`)
  } finally {
    database.close()
  }
}

function abandonedJobs(entries: readonly LedgerEntry[]): Check[] {
  const [first] = entries
  if (first === undefined) return []
  const message = `${entries.length} unfinished jobs are older than a day, such as ${first.job.id}`
  const suggestion = 'Continue them: reportline resume. Or give them up: reportline jobs discard'
  return [{ name: 'jobs', status: 'warning', message, suggestion }]
}

/**
 * Warns about report types that Amazon removes.
 *
 * @param use How the types are used, for the message.
 */
export function checkReportTypes(types: Iterable<string>, use: string, account?: string): Check[] {
  return [...types].sort().flatMap((type) => {
    const removed = reportTypeFacts(type)?.removed
    if (removed === undefined) return []
    const when = removed.date === undefined ? '' : ` on ${removed.date}`
    const replacement = removed.successor ?? removed.alternative
    return {
      name: 'report type',
      ...(account === undefined ? {} : { account }),
      status: 'warning' as const,
      message: `Amazon removes ${type}${when}, and it ${use}`,
      suggestion: replacement === undefined ? `See: reportline types show ${type}` : `Use ${replacement} instead.`,
    }
  })
}
