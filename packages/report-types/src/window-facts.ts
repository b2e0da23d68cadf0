import type { Span } from './span.ts'

/** What a report type asks of `dataStartTime` and `dataEndTime`. */
export interface WindowFacts {
  /** The longest window. A month is a calendar month. */
  readonly longest?: Span
  /** What becomes of a longer one: Amazon refuses it, or answers with a report that lacks data. */
  readonly longer?: 'refused' | 'empty'
  /** How far back from now the data goes. */
  readonly lookBack?: Span
  /** Whether the window has to be given. */
  readonly required?: true
  /** The report type takes no window: what it tells is of the moment. */
  readonly ignored?: true
  /** The option whose value names the period that the window has to begin and end with. */
  readonly periodOption?: string
  /** Whether one request may hold several of those periods. */
  readonly severalPeriods?: boolean
}
