import type { Report } from '@reportline/selling-partner-reports-types'
import { seenKey } from '../../ledger/seen-reports.ts'
import type { RefusedType } from '../../run/report-api.ts'
import type { AccountContext } from '../../run/run-context.ts'
import { isTransient } from '../../run/wait-for-report.ts'
import type { WatchStore } from './report-claims.ts'
import type { WatchEvent } from './watch-event.ts'
import type { BackfillPlan } from './watch-options.ts'

/** Finds reports whose notification never arrived. */
export interface Backfill {
  /** Whether the next backfill is due. */
  isDue(): boolean
  /** Whether the next backfill is late by a whole interval, so that a busy queue must not delay it any longer. */
  isOverdue(): boolean
  /** Returns the finished reports that were not processed yet, oldest first; an empty list after a transient error. */
  findReports(signal: AbortSignal | undefined): Promise<Report[]>
}

/** Creates a backfill. It uses the account's clock, like the reports. The first backfill is due immediately. */
export function backfill(
  plan: BackfillPlan,
  account: AccountContext<Report>,
  seen: WatchStore,
  emit: (event: WatchEvent) => void,
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
        const onRefused = (refused: RefusedType) => emit({ type: 'type-refused', ...refused })
        for (const report of await list(plan, account, signal, onRefused)) {
          if (!(await seen.has(seenKey(account, report.reportId)))) found.push(report)
        }
        emit({ type: 'backfilled', found: found.length })
        return found.sort((one, other) => Date.parse(one.createdTime) - Date.parse(other.createdTime))
      } catch (error) {
        if (signal?.aborted || !isTransient(error)) throw error
        emit({ type: 'backfill-failed', error })
        return []
      }
    },
  }
}

async function list(
  plan: BackfillPlan,
  { api, clock }: AccountContext<Report>,
  signal: AbortSignal | undefined,
  onRefused: (refused: RefusedType) => void,
): Promise<Report[]> {
  const call = signal === undefined ? {} : { signal }
  const now = clock.now()
  const found = new Map<string, Report>()
  const query = {
    reportTypes: plan.reportTypes,
    processingStatuses: api.finished,
    createdSince: new Date(now - plan.lookBack),
    onRefused,
  }
  for await (const report of api.list(query, call)) {
    if (endOf(report) + plan.gracePeriod <= now) found.set(report.reportId, report)
  }
  return [...found.values()]
}

/** Returns when the report finished, or when it was created if that is unknown. */
function endOf({ processingEndTime, createdTime }: Report): number {
  return Date.parse(processingEndTime ?? createdTime)
}
