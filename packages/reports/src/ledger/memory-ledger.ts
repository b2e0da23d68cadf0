import type { Job } from '../run/job.ts'
import { isLive } from './lease.ts'
import type { JobFilter, JobPage, JobRecord, LastRequestedQuery, Ledger, LedgerEntry, PageOptions } from './ledger.ts'
import { leaseLost, ledgerClosed, reportOwned } from './ledger-error.ts'
import { type PrunableSeen, prunableSeen } from './seen-reports.ts'

interface Row {
  record: JobRecord
  owner: string | undefined
  delivered: boolean
  readonly requestedAt: number
  /** Numbers the rows in the order of insertion. */
  readonly sequence: number
}

/**
 * Creates a ledger in memory. It is lost when the process ends; use `fileLedger` to keep it.
 *
 * @example
 * const ledger = memoryLedger()
 * const engine = reportline({ ledger, accounts: { eu: sellingPartner({ region: 'eu', credentials }) } })
 */
export function memoryLedger(): Ledger {
  const table = new MemoryTable()
  const seen = new Map<string, PrunableSeen>()
  let isClosed = false
  const open = async <T>(operation: () => T): Promise<T> => {
    if (isClosed) throw ledgerClosed()
    return operation()
  }
  const close = async () => {
    isClosed = true
  }
  return {
    insert: (record, { lease, supersedes }) =>
      open(() => {
        const current = table.current.get(record.requestKey)
        if (current !== undefined && current.record.job.id !== supersedes) {
          return { inserted: false, entry: table.entryOf(current) }
        }
        const row = table.insert(record, lease.owner)
        table.leases.set(lease.owner, lease.until)
        return { inserted: true, entry: table.entryOf(row) }
      }),
    add: (record) =>
      open(() => {
        if (table.rows.has(record.job.id)) return
        const current = table.current.get(record.requestKey)
        table.insert(record, undefined)
        if (current !== undefined) table.current.set(record.requestKey, current)
      }),
    acquire: (jobId, lease, now) =>
      open(() => {
        const row = table.rows.get(jobId)
        if (row === undefined) return undefined
        const before = table.entryOf(row).lease
        const acquired = before?.owner === lease.owner || !isLive(before, now)
        if (acquired) {
          row.owner = lease.owner
          table.leases.set(lease.owner, lease.until)
        }
        return { acquired, entry: table.entryOf(row) }
      }),
    update: (record, owner) =>
      open(() => {
        const row = table.rows.get(record.job.id)
        if (row?.owner !== owner) throw leaseLost(record.job.id)
        table.update(row, record)
      }),
    renew: (lease) => open(() => void table.leases.set(lease.owner, lease.until)),
    release: (jobId, owner) =>
      open(() => {
        const row = table.rows.get(jobId)
        if (row?.owner === owner) row.owner = undefined
      }),
    deliver: (jobId) =>
      open(() => {
        const row = table.rows.get(jobId)
        if (row?.record.job.step === 'finished') table.deliver(row)
      }),
    find: (jobId) =>
      open(() => {
        const row = table.rows.get(jobId)
        return row === undefined ? undefined : table.entryOf(row)
      }),
    findDocument: (requestKey, since) =>
      open(() => {
        const row = table.documents.get(requestKey)?.at(-1)
        return row === undefined || finishedAt(row) < since ? undefined : table.entryOf(row)
      }),
    ownerOf: (account, reportId) => open(() => table.owners.get(listKey(account, reportId))?.record.job.id),
    lastRequested: (query) => open(() => table.lastRequested(query)),
    list: (filter, page) => open(() => table.list(filter, page)),
    prune: ({ olderThan, limit }) =>
      open(() => {
        for (const ofAccount of seen.values()) ofAccount.prune(olderThan)
        return table.prune(olderThan, limit)
      }),
    seen(account) {
      const ofAccount = seen.get(account) ?? prunableSeen()
      seen.set(account, ofAccount)
      return ofAccount
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The rows, and the indexes that keep every operation independent of their number. */
class MemoryTable {
  readonly rows = new Map<string, Row>()
  /** The current job of each request key. */
  readonly current = new Map<string, Row>()
  /** The jobs of each request key that have a document, by the time at which they were finished. */
  readonly documents = new Map<string, Row[]>()
  /** Jobs by account and report id. */
  readonly owners = new Map<string, Row>()
  /** Jobs by account and report type, in the order of their requests. */
  readonly types = new Map<string, Row[]>()
  /** Jobs that are not finished, or not delivered. */
  readonly open = new Set<Row>()
  readonly delivered = new Set<Row>()
  readonly leases = new Map<string, number>()
  #sequence = 0

  entryOf({ record, owner, delivered }: Row): LedgerEntry {
    const until = owner === undefined ? undefined : this.leases.get(owner)
    return { ...record, delivered, lease: owner === undefined || until === undefined ? undefined : { owner, until } }
  }

  insert(record: JobRecord, owner: string | undefined): Row {
    const { job } = record
    this.#checkReport(job)
    const requestedAt = Date.parse(job.requestedAt)
    const row: Row = { record, owner, delivered: false, requestedAt, sequence: this.#sequence++ }
    this.rows.set(job.id, row)
    this.open.add(row)
    addSorted(listOf(this.types, listKey(job.account ?? '', job.reportType)), row, (one) => one.requestedAt)
    if (job.step !== 'finished') this.current.set(record.requestKey, row)
    this.#index(row, false)
    return row
  }

  update(row: Row, record: JobRecord): void {
    const { job, requestKey } = record
    this.#checkReport(job)
    const hadDocument = row.record.hasDocument
    row.record = record
    if (job.step === 'finished' && this.current.get(requestKey) === row) this.current.delete(requestKey)
    this.#index(row, hadDocument)
  }

  deliver(row: Row): void {
    row.delivered = true
    this.open.delete(row)
    this.delivered.add(row)
  }

  lastRequested({ account, reportType, before, except }: LastRequestedQuery): number | undefined {
    const requests = this.types.get(listKey(account, reportType)) ?? []
    return requests.findLast(({ requestedAt, record }) => requestedAt <= before && record.job.id !== except)
      ?.requestedAt
  }

  list(filter: JobFilter, { limit, after }: PageOptions): JobPage {
    const isOpen = filter.delivered === false || (filter.steps !== undefined && !filter.steps.includes('finished'))
    const candidates: Iterable<Row> = isOpen ? this.open : this.rows.values()
    const [afterTime = Number.NEGATIVE_INFINITY, afterSequence = -1] = after?.split(' ').map(Number) ?? []
    const found = [...candidates]
      .filter((row) => matches(row, filter))
      .filter((row) => row.requestedAt > afterTime || (row.requestedAt === afterTime && row.sequence > afterSequence))
      .sort((one, other) => one.requestedAt - other.requestedAt || one.sequence - other.sequence)
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return {
      entries: page.map((row) => this.entryOf(row)),
      next: found.length > limit && last !== undefined ? `${last.requestedAt} ${last.sequence}` : undefined,
    }
  }

  prune(olderThan: number, limit: number): number {
    const old = [...this.delivered].filter((row) => finishedAt(row) < olderThan)
    const pruned = old.sort((one, other) => finishedAt(one) - finishedAt(other)).slice(0, limit)
    for (const row of pruned) this.#delete(row)
    for (const [owner, until] of this.leases) if (until < olderThan) this.leases.delete(owner)
    return pruned.length
  }

  #index(row: Row, hadDocument: boolean): void {
    const { job, requestKey, hasDocument } = row.record
    if (job.reportId !== undefined) this.owners.set(listKey(job.account ?? '', job.reportId), row)
    if (hasDocument && !hadDocument) addSorted(listOf(this.documents, requestKey), row, finishedAt)
  }

  #checkReport({ id, account = '', reportId }: Job): void {
    if (reportId === undefined) return
    const owner = this.owners.get(listKey(account, reportId))
    if (owner !== undefined && owner.record.job.id !== id) throw reportOwned(id, reportId)
  }

  #delete(row: Row): void {
    const { job, requestKey } = row.record
    this.rows.delete(job.id)
    this.delivered.delete(row)
    if (job.reportId !== undefined) this.owners.delete(listKey(job.account ?? '', job.reportId))
    removeFrom(this.types, listKey(job.account ?? '', job.reportType), row)
    removeFrom(this.documents, requestKey, row)
  }
}

function finishedAt({ record }: Row): number {
  return record.finishedAt ?? 0
}

function listKey(account: string, name: string): string {
  return JSON.stringify([account, name])
}

function listOf(lists: Map<string, Row[]>, key: string): Row[] {
  const list = lists.get(key) ?? []
  lists.set(key, list)
  return list
}

/** Rows nearly always arrive in order, so the place is searched for from the end. */
function addSorted(rows: Row[], row: Row, by: (row: Row) => number): void {
  const before = rows.findLastIndex((other) => by(other) <= by(row))
  rows.splice(before + 1, 0, row)
}

function removeFrom(lists: Map<string, Row[]>, key: string, row: Row): void {
  const rest = lists.get(key)?.filter((other) => other !== row) ?? []
  if (rest.length > 0) lists.set(key, rest)
  else lists.delete(key)
}

function matches({ record: { job }, delivered }: Row, filter: JobFilter): boolean {
  return (
    (filter.accounts?.includes(job.account ?? '') ?? true) &&
    (filter.reportTypes?.includes(job.reportType) ?? true) &&
    (filter.steps?.includes(job.step) ?? true) &&
    (filter.delivered ?? delivered) === delivered
  )
}
