import type { LikelyReason } from './outcome.ts'
import { inWords, type TooOften } from './recent-request.ts'
import type { AnyReport } from './report-api.ts'

/** What is known besides the report itself. */
export interface CancelledFacts {
  /** Whether a call of this account cancelled it; undefined where the API has no such call. */
  readonly cancelledHere?: boolean | undefined
  /** Whether another of its type was asked for shortly before; undefined where that is not known. */
  readonly tooOften?: TooOften | undefined
}

/** What is likely of a cancelled report, and what speaks for it. */
export interface WhyCancelled {
  readonly likely: LikelyReason
  readonly why: string
}

/** Weighs what is known. A call can cancel a report only while it waits in the queue. */
export function whyCancelled(report: AnyReport, { cancelledHere, tooOften }: CancelledFacts): WhyCancelled {
  if (cancelledHere) return { likely: 'by us', why: 'A call of cancelReport by this account cancelled it.' }
  if (tooOften !== undefined) {
    const why = `${inWords(tooOften)}. Use that one, or ask again later. That there is no data is possible too.`
    return { likely: 'too often', why }
  }
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had begun to make it, so no call cancelled it: most often there is no data for the window and the ' +
      'marketplaces. Amazon also cancels reports of some types that are asked for too often.'
    return { likely: 'no data', why }
  }
  const byCall = cancelledHere === undefined ? '' : '; a call cancelled it while it waited in the queue'
  const why =
    'Amazon does not say why. Possible: there is no data for the window and the marketplaces; the type was asked for ' +
    `too often${byCall}.`
  return { likely: 'unknown', why }
}
