import type { Archive } from '@reportline/documents'
import type { Clock } from '@reportline/request'
import type { AccountInternals } from '../accounts/account-internals.ts'
import type { LeaseManager } from '../ledger/lease-manager.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Outcome } from '../run/outcome.ts'
import type { EngineEvent } from './engine-event.ts'
import type { ReportPoller } from './report-poller.ts'

/** One account under its name, and where its jobs wait. */
export interface EngineAccount {
  readonly name: string
  readonly internals: AccountInternals
  readonly room: ReportPoller
}

/** Work on a job that is going on here. */
export interface Working {
  /** Settles when the job has been let go of; undefined where only a part of the work was done. */
  readonly outcome: Promise<Outcome | undefined>
  /** Ends it. */
  readonly signal: AbortSignal | undefined
}

/** What all that one `reportline` does has in common. */
export interface EngineContext {
  readonly ledger: Ledger
  /** Of the accounts that have none of their own. */
  readonly archive: Archive | undefined
  /** The time of leases. */
  readonly clock: Clock
  readonly accounts: ReadonlyMap<string, EngineAccount>
  readonly holder: LeaseManager
  /** What is being worked on here, by job. */
  readonly working: Map<string, Working>
  /** The jobs whose results wait here to be dealt with. */
  readonly undelivered: Set<string>
  readonly onEvent: (event: EngineEvent) => void
}

/**
 * Finds an account by its name.
 *
 * @throws TypeError naming those there are.
 */
export function accountNamed({ accounts }: EngineContext, name: string): EngineAccount {
  const account = accounts.get(name)
  if (account !== undefined) return account
  throw new TypeError(`there is no account ${JSON.stringify(name)}: there are ${[...accounts.keys()].join(', ')}`)
}
