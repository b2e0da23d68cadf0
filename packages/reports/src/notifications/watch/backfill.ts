import type { Report } from '@reportline/selling-partner-reports-types'
import { seenKey } from '../../ledger/seen-reports.ts'
import { isTransient } from '../../run/is-transient.ts'
import type { AccountContext } from '../../run/run-context.ts'
import type { WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'
import type { BackfillPlan } from './watch-options.ts'

/** Finds the reports whose notification never came. */
export interface Backfill {
  /** Whether the time has come. */
  isDue(): boolean
  /** Whether it came so long ago that a busy queue must not put it off any longer. */
  isOverdue(): boolean
  /** The finished reports that have not been dealt with, oldest first. None, where listing failed for the moment. */
  findReports(signal: AbortSignal | undefined): Promise<Report[]>
}

/** Sweeps by the account's clock, which is also that of the reports. The first backfill is due at once. */
export function backfill(
  plan: BackfillPlan,
  account: AccountContext<Report>,
  seen: WatchStore,
  tell: (event: WatchEvent) => void,
): Backfill {
  const { clock } = account
  let due = clock.now()
  return {
    isDue: () => clock.now() >= due,
    isOverdue: () => clock.now() >= due + plan.interval,
    async findReports(signal) {
      due = clock.now() + plan.interval
      try {
        const found: Report[] = []
        for (const report of await list(plan, account, signal)) {
          if (!(await seen.has(seenKey(account, report.reportId)))) found.push(report)
        }
        tell({ type: 'backfilled', found: found.length })
        return found.sort((one, other) => Date.parse(one.createdTime) - Date.parse(other.createdTime))
      } catch (error) {
        if (signal?.aborted || !isTransient(error)) throw error
        tell({ type: 'backfill-failed', error })
        return []
      }
    },
  }
}

async function list(
  plan: BackfillPlan,
  { api, clock }: AccountContext<Report>,
  signal: AbortSignal | undefined,
): Promise<Report[]> {
  const call = signal === undefined ? {} : { signal }
  const now = clock.now()
  const found = new Map<string, Report>()
  const query = {
    reportTypes: plan.reportTypes,
    processingStatuses: api.finished,
    createdSince: new Date(now - plan.lookBack),
  }
  for await (const report of api.list(query, call)) {
    if (endOf(report) + plan.gracePeriod <= now) found.set(report.reportId, report)
  }
  return [...found.values()]
}

/** When the report ended; its creation where that is not told. */
function endOf({ processingEndTime, createdTime }: Report): number {
  return Date.parse(processingEndTime ?? createdTime)
}
