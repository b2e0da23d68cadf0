import type { Job } from '../run/job.ts'
import { chooseJob, endedAt, isLive } from './choose-job.ts'
import type { BeginOptions, BeginResult, JobFilter, Ledger, LedgerEntry, SeenLedger } from './ledger.ts'
import { closed, notHeld, reportOwned } from './ledger-error.ts'
import { memorySeen } from './memory-seen.ts'
import { requestKey } from './request-key.ts'

interface Row {
  job: Job
  ended: number | undefined
  delivered: boolean
  holder: string | undefined
}

/** A ledger that lasts as long as the process: nothing is asked for twice within it, and nothing outlives it. */
export function memoryLedger(): Ledger {
  const rows = new Map<string, Row>()
  const wishes = new Map<string, Set<string>>()
  const owners = new Map<string, string>()
  const leases = new Map<string, number>()
  const seen = new Map<string, SeenLedger>()
  let isClosed = false

  const entryOf = ({ job, ended, delivered, holder }: Row): LedgerEntry => {
    const until = holder === undefined ? undefined : leases.get(holder)
    return {
      job,
      delivered,
      ...(ended === undefined ? {} : { ended }),
      ...(holder === undefined || until === undefined ? {} : { lease: { holder, until } }),
    }
  }
  const keep = (job: Job, holder: string | undefined, now: number): Row => {
    const { reportId } = job
    const key = reportId === undefined ? undefined : ownerKey(job.account, reportId)
    if (key !== undefined && (owners.get(key) ?? job.id) !== job.id) throw reportOwned(job.id, reportId ?? '')
    if (key !== undefined) owners.set(key, job.id)
    const before = rows.get(job.id)
    const row: Row = { job, ended: endedAt(job, now), delivered: before?.delivered ?? false, holder }
    rows.set(job.id, row)
    if (before !== undefined) return row
    const wish = requestKey(job)
    wishes.set(wish, (wishes.get(wish) ?? new Set()).add(job.id))
    return row
  }
  const begin = (job: Job, terms: BeginOptions): BeginResult => {
    const { lease } = terms
    leases.set(lease.holder, lease.until)
    const same = [...(wishes.get(requestKey(job)) ?? [])].flatMap((id) => rows.get(id) ?? [])
    const chosen = chooseJob(same.map(entryOf), terms)
    if (chosen === undefined) return { kind: 'new', entry: entryOf(keep(job, lease.holder, terms.now)) }
    const row = rows.get(chosen.entry.job.id)
    if (chosen.kind !== 'taken' || row === undefined) return chosen
    row.holder = lease.holder
    return { kind: 'taken', entry: entryOf(row) }
  }
  const open = async <T>(work: () => T): Promise<T> => {
    if (isClosed) throw closed()
    return work()
  }
  const close = async () => {
    isClosed = true
  }
  return {
    begin: (job, terms) => open(() => begin(job, terms)),
    save: (job, holder, now) =>
      open(() => {
        if (rows.get(job.id)?.holder !== holder) throw notHeld(job.id)
        keep(job, holder, now)
      }),
    take: (job, lease, now) =>
      open(() => {
        leases.set(lease.holder, lease.until)
        const row = rows.get(job.id) ?? keep(job, undefined, now)
        const before = entryOf(row).lease
        const taken = before?.holder === lease.holder || !isLive(before, now)
        if (taken) row.holder = lease.holder
        return { taken, entry: entryOf(row) }
      }),
    renew: (lease) => open(() => void leases.set(lease.holder, lease.until)),
    release: (jobId, holder) =>
      open(() => {
        const row = rows.get(jobId)
        if (row?.holder === holder) row.holder = undefined
      }),
    deliver: (jobId) =>
      open(() => {
        const row = rows.get(jobId)
        if (row?.job.step === 'finished') row.delivered = true
      }),
    find: (jobId) =>
      open(() => {
        const row = rows.get(jobId)
        return row === undefined ? undefined : entryOf(row)
      }),
    list: (filter = {}) => open(() => [...rows.values()].map(entryOf).filter((entry) => matches(entry, filter))),
    ownerOf: (account, reportId) => open(() => owners.get(ownerKey(account, reportId))),
    lastRequested: (job) => open(() => lastRequested(job, rows.values())),
    seen(account) {
      const ofAccount = seen.get(account) ?? memorySeen()
      seen.set(account, ofAccount)
      return ofAccount
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function ownerKey(account: string | undefined, reportId: string): string {
  return JSON.stringify([account ?? '', reportId])
}

function matches({ job, delivered }: LedgerEntry, filter: JobFilter): boolean {
  return (
    (filter.accounts?.includes(job.account ?? '') ?? true) &&
    (filter.reportTypes?.includes(job.reportType) ?? true) &&
    (filter.steps?.includes(job.step) ?? true) &&
    (filter.delivered ?? delivered) === delivered
  )
}

function lastRequested(job: Job, rows: Iterable<Row>): number | undefined {
  const asked = Date.parse(job.requestedAt)
  let last: number | undefined
  for (const { job: other } of rows) {
    if (other.id === job.id || other.account !== job.account || other.reportType !== job.reportType) continue
    const when = Date.parse(other.requestedAt)
    if (when <= asked && when > (last ?? Number.NEGATIVE_INFINITY)) last = when
  }
  return last
}
