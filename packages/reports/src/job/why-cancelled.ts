import type { ClockFacts, FixedSpan } from '@reportline/report-types'
import type { LikelyReason } from './outcome.ts'
import type { AnyReport } from './report-api.ts'

/** What is known besides the report itself. */
export interface CancelledFacts {
  /** Whether a call of this account cancelled it; undefined where the API has no such call. */
  readonly cancelledHere?: boolean | undefined
  /** How often Amazon makes reports of the type. */
  readonly clock?: ClockFacts | undefined
  /** How long before it a report of the type was last asked for. Milliseconds. */
  readonly sinceLastAsked?: number | undefined
}

/** What is likely of a cancelled report, and what speaks for it. */
export interface WhyCancelled {
  readonly likely: LikelyReason
  readonly why: string
}

/** Weighs what is known. A call can cancel a report only while it waits in the queue. */
export function whyCancelled(report: AnyReport, facts: CancelledFacts): WhyCancelled {
  if (facts.cancelledHere) return { likely: 'by us', why: 'A call of cancelReport by this account cancelled it.' }
  const tooOften = askedTooOften(facts)
  if (tooOften !== undefined) return { likely: 'too often', why: tooOften }
  if (report.processingStartTime !== undefined) {
    const why =
      'Amazon had begun to make it, so no call cancelled it: most often there is no data for the window and the ' +
      'marketplaces. Amazon also cancels reports of some types that are asked for too often.'
    return { likely: 'no data', why }
  }
  const byCall = facts.cancelledHere === undefined ? '' : '; a call cancelled it while it waited in the queue'
  const why =
    'Amazon does not say why. Possible: there is no data for the window and the marketplaces; the type was asked for ' +
    `too often${byCall}.`
  return { likely: 'unknown', why }
}

function askedTooOften({ clock, sinceLastAsked }: CancelledFacts): string | undefined {
  if (clock === undefined || sinceLastAsked === undefined) return undefined
  if (sinceLastAsked >= milliseconds(clock.per) / clock.reports) return undefined
  const minutes = Math.floor(sinceLastAsked / 60_000)
  return (
    `Amazon makes ${clock.reports} of this type in ${inWords(clock.per)}, and one was asked for ${minutes} minutes before. ` +
    'Use that one, or ask again later. That there is no data is possible too.'
  )
}

function milliseconds(span: FixedSpan): number {
  if ('minutes' in span) return span.minutes * 60_000
  if ('hours' in span) return span.hours * 3_600_000
  return span.days * 86_400_000
}

function inWords(span: FixedSpan): string {
  const [[unit, count] = ['', 0]] = Object.entries(span)
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
