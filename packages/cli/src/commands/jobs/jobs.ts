import type { Ledger, LedgerEntry } from '@reportline/reports'
import { deleteHistories, historyFolder } from '../../account/job-history.ts'
import { chosenLedgerPath, openLedger, openSession } from '../../account/session.ts'
import type { Action, CommandContext } from '../../context.ts'
import type {
  jobsDiscardDefinition,
  jobsListDefinition,
  jobsPruneDefinition,
  jobsShowDefinition,
} from '../../definitions/jobs.ts'
import { parseDuration } from '../../duration.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatFields, tableTime } from '../../output/fields.ts'
import { formatTable } from '../../output/table.ts'
import { readCount } from '../../read-count.ts'
import { findJob, type JobStatus, jobFields, jobStatus, ledgerJobs } from './ledger-jobs.ts'

/** `reportline jobs list` */
export const listJobs: Action<typeof jobsListDefinition> = async ({ options }, { terminal }) => {
  const limit = readCount(options.limit ?? '50', '--limit')
  const statuses = options.status as readonly JobStatus[] | undefined
  await using ledger = await openLedger(chosenLedgerPath(options.ledger, terminal))
  const found: LedgerEntry[] = []
  for await (const entry of ledgerJobs(ledger, { accounts: options.account, reportTypes: options.type })) {
    if (statuses === undefined || statuses.includes(jobStatus(entry))) found.push(entry)
  }
  const jobs = found
    .slice(-limit)
    .reverse()
    .map((entry) => jobFields(entry, Date.now()))
  if (options.json) {
    await terminal.stdout.write(`${JSON.stringify({ jobs }, undefined, 2)}\n`)
    return exitCodes.done
  }
  const rows = jobs.map(({ job, requestedAt, ...others }) => ({ ...others, job, requested: tableTime(requestedAt) }))
  const columns = ['job', 'status', 'reportType', 'account', 'requested', 'reportId']
  await terminal.stdout.write(formatTable(rows, columns, terminal.stdout))
  if (jobs.length < found.length) {
    terminal.stderr.write(`${jobs.length} of ${found.length} jobs. Show more with --limit ${found.length}\n`)
  }
  return exitCodes.done
}

/** `reportline jobs show` */
export const showJob: Action<typeof jobsShowDefinition> = async ({ arguments: [id = ''], options }, { terminal }) => {
  await using ledger = await openLedger(chosenLedgerPath(options.ledger, terminal))
  const fields = jobFields(await findJob(ledger, id), Date.now())
  await terminal.stdout.write(options.json ? `${JSON.stringify(fields, undefined, 2)}\n` : formatFields(fields))
  return exitCodes.done
}

/** `reportline jobs discard` */
export const discardJobs: Action<typeof jobsDiscardDefinition> = async ({ arguments: ids, options }, { terminal }) => {
  await using session = await openSession(options, { terminal })
  // All ids are looked up first, so that a mistake in one of them discards nothing.
  const jobs = await Promise.all(ids.map((id) => findJob(session.ledger, id)))
  const discarded: string[] = []
  for (const { job } of jobs) discarded.push((await session.engine.discard(job.id)).id)
  const text = options.json
    ? `${JSON.stringify({ discarded }, undefined, 2)}\n`
    : discarded.map((id) => `Discarded job ${id}\n`).join('')
  await terminal.stdout.write(text)
  return exitCodes.done
}

/** Jobs deleted at once, so that other processes do not wait for long. */
const batchSize = 500

/** `reportline jobs prune` */
export const pruneJobs: Action<typeof jobsPruneDefinition> = async ({ options }, context) => {
  const { terminal } = context
  const age = parseDuration(options['older-than'] ?? '90d', '--older-than')
  const path = chosenLedgerPath(options.ledger, terminal)
  await using ledger = await openLedger(path)
  const deleted = await prune(ledger, Date.now() - age, context)
  await deleteHistories(historyFolder(path), async (jobId) => (await ledger.find(jobId)) !== undefined)
  const text = options.json ? `${JSON.stringify({ deleted }, undefined, 2)}\n` : `Deleted ${deleted} jobs\n`
  await terminal.stdout.write(text)
  return exitCodes.done
}

async function prune(ledger: Ledger, olderThan: number, { signal }: CommandContext): Promise<number> {
  let total = 0
  let deleted: number
  do {
    signal.throwIfAborted()
    deleted = await ledger.prune({ olderThan, limit: batchSize })
    total += deleted
  } while (deleted === batchSize)
  return total
}
