import type { AnyReport, ReportDocument } from '@reportline/reports'
import type { CollectedReport } from '@reportline/reports/selling-partner'
import type { AccountScope } from '../../account/choose-accounts.ts'
import type { Session } from '../../account/session.ts'

/** Which finished reports of an account to collect. */
interface CollectFilter {
  readonly reportTypes: readonly string[]
  readonly since: Date | undefined
  readonly signal: AbortSignal
}

/** A finished report with its document. */
export interface DoneReport {
  readonly report: AnyReport
  readonly document: ReportDocument
}

/** Yields the finished reports of an account, the oldest first, that the ledger does not know as collected. */
export function collectUnseen(
  { account, marketplaces }: AccountScope,
  filter: CollectFilter,
  { ledger }: Pick<Session, 'ledger'>,
): AsyncIterable<CollectedReport<AnyReport>> {
  const withSeen = { ...filter, seen: ledger.seen(account.name) }
  return account.api === 'pay'
    ? account.account.collect(withSeen)
    : account.account.collect({ ...withSeen, marketplaces })
}

/** Yields the finished reports of an account that have a document, the oldest first. */
export async function* collectDone(
  { account, marketplaces }: AccountScope,
  filter: CollectFilter,
): AsyncGenerator<DoneReport> {
  const reports =
    account.api === 'pay'
      ? account.account.collect({ ...filter, processingStatuses: ['COMPLETED'] })
      : account.account.collect({ ...filter, marketplaces, processingStatuses: ['DONE'] })
  for await (const collected of reports) if (collected.status === 'done') yield collected
}
