import type { JobFilter, Ledger, LedgerEntry } from '@reportline/reports'
import type { jobStatuses } from '../../definitions/jobs.ts'
import { UsageError } from '../../errors/usage-error.ts'

export type JobStatus = (typeof jobStatuses)[number]

const pageSize = 500

/** Lists the jobs of a ledger, the oldest first. */
export async function* ledgerJobs(ledger: Ledger, filter: JobFilter = {}): AsyncGenerator<LedgerEntry> {
  let after: string | undefined
  do {
    const { entries, next } = await ledger.list(filter, { limit: pageSize, after })
    yield* entries
    after = next
  } while (after !== undefined)
}

/**
 * Finds a job by its id or by the start of its id.
 *
 * @throws UsageError if there is no such job, or several.
 */
export async function findJob(ledger: Ledger, id: string): Promise<LedgerEntry> {
  const exact = await ledger.find(id)
  if (exact !== undefined) return exact
  const found: LedgerEntry[] = []
  if (id !== '') for await (const entry of ledgerJobs(ledger)) if (entry.job.id.startsWith(id)) found.push(entry)
  const [first, ...others] = found
  if (first === undefined) throw new UsageError(`The ledger has no job ${id}. List the jobs: reportline jobs list`)
  if (others.length === 0) return first
  const ids = found.slice(0, 5).map(({ job }) => job.id)
  throw new UsageError(`${found.length} jobs start with ${id}. Use more characters: ${ids.join(', ')}`)
}

/** What became of a job. */
export function jobStatus({ job: { step, failure, report } }: LedgerEntry): JobStatus {
  if (step !== 'finished') return step
  if (failure !== undefined) return failure.code === 'DISCARDED' ? 'discarded' : 'failed'
  const status = report?.processingStatus
  if (status === 'CANCELLED') return 'cancelled'
  return status === 'FATAL' || status === 'FAILED' ? 'fatal' : 'done'
}

/** A job as `--json` prints it. */
export function jobFields(entry: LedgerEntry, now: number) {
  const { job, delivered, lease, finishedAt } = entry
  const { id, version: _version, step: _step, ...fields } = job
  return {
    job: id,
    status: jobStatus(entry),
    delivered,
    inProgress: lease !== undefined && lease.until > now,
    ...fields,
    finishedAt: finishedAt === undefined ? undefined : new Date(finishedAt).toISOString(),
  }
}
