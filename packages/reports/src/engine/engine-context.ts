import type { Archive } from '@reportline/documents'
import type { Clock } from '@reportline/request'
import type { AccountInternals } from '../accounts/account.ts'
import type { LeaseManager } from '../ledger/lease-manager.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineEvent } from './engine-event.ts'
import type { ReportPoller } from './report-poller.ts'

/** One account, its name, and the poller of its reports. */
export interface EngineAccount {
  readonly name: string
  readonly internals: AccountInternals
  readonly poller: ReportPoller
}

/** Work on a job in this process. */
export interface Work {
  /** Settles once the work is over and its lease released; undefined if only a part of the job was done. */
  readonly outcome: Promise<Outcome | undefined>
  /** Aborts the work. */
  readonly signal: AbortSignal | undefined
}

/** What the methods of one engine share. */
export interface EngineContext {
  readonly ledger: Ledger
  /** Used by accounts that have no archive of their own. */
  readonly archive: Archive | undefined
  /** The clock of leases and ages. */
  readonly clock: Clock
  readonly accounts: ReadonlyMap<string, EngineAccount>
  readonly leases: LeaseManager
  /** The jobs that this process works on, by id. */
  readonly working: Map<string, Work>
  /** The ids of jobs whose results have not been delivered to the caller yet. */
  readonly undelivered: Set<string>
  /** Deletes old jobs from the ledger, if it is time to. */
  readonly prune: () => void
  readonly onEvent: (event: EngineEvent) => void
}

/**
 * Finds an account by its name.
 *
 * @throws TypeError listing the names that exist.
 */
export function accountNamed({ accounts }: EngineContext, name: string | undefined): EngineAccount {
  const account = name === undefined ? undefined : accounts.get(name)
  if (account !== undefined) return account
  const names = [...accounts.keys()].join(', ')
  throw new TypeError(`Unknown account ${JSON.stringify(name ?? '')}. Expected one of: ${names}`)
}
