import type { AnyReport } from './any-report.ts'
import type { LikelyReason } from './outcome.ts'
import { describeRecentRequest, type RecentRequest } from './recent-request.ts'

/** What is known besides the report itself. */
export interface CancelledFacts {
  /** Whether a call of this account cancelled the report; undefined if the API has no such call. */
  readonly cancelledHere?: boolean | undefined
  /** An earlier request for the report type, if one is known. */
  readonly recent?: RecentRequest | undefined
}

/** The likely reason why a report was cancelled. */
export interface WhyCancelled {
  readonly likely: LikelyReason
  /** The evidence, and what else is possible. */
  readonly why: string
}

/** Returns the likely reason why a report was cancelled. A call can cancel a report only while it is queued. */
export function whyCancelled(report: AnyReport, { cancelledHere, recent }: CancelledFacts): WhyCancelled {
  if (cancelledHere) return { likely: 'by us', why: 'This account cancelled it with cancelReport.' }
  if (recent !== undefined) {
    const why =
      `${describeRecentRequest(recent)}. Use the earlier report, or request this one later. It is also possible that ` +
      'there is no data.'
    return { likely: 'too often', why }
  }
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had started to process it, so it was not cancelled by a call. Usually there is no data for the window ' +
      'and the marketplaces. Amazon also cancels reports of some types that are requested too often.'
    return { likely: 'no data', why }
  }
  const byCall = cancelledHere === undefined ? '' : ', or a call cancelled it while it was queued'
  const why =
    'Amazon gives no reason. Either there is no data for the window and the marketplaces, or the type was requested ' +
    `too often${byCall}.`
  return { likely: 'unknown', why }
}
