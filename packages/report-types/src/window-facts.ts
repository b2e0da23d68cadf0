import type { Span } from './span.ts'

/** What a report type asks of `dataStartTime` and `dataEndTime`. */
export interface WindowFacts {
  /** The longest window. A month is a calendar month. */
  readonly longest?: Span
  /**
   * What becomes of a longer one: Amazon refuses it, answers with an empty report, cancels the report, or shortens the
   * window by itself. Left out where no source says.
   */
  readonly longer?: 'refused' | 'empty' | 'cancelled' | 'shortened'
  /** The shortest window. */
  readonly shortest?: Span
  /** How far back from now the data goes. */
  readonly lookBack?: Span
  /** Whether the window has to be given. */
  readonly required?: true
  /** Amazon reads the days only, and counts the day of `dataEndTime` in. */
  readonly wholeDays?: true
  /** The option whose value (`DAY`, `WEEK`, `MONTH`, `QUARTER`, `YEAR`) names the period that the data is summed by. */
  readonly periodOption?: string
  /** Whether one request may hold several of those periods. */
  readonly periods?: 'one' | 'several'
  /** What becomes of a window that begins or ends within a period: Amazon refuses it, shortens it, or widens it. */
  readonly partialPeriods?: 'refused' | 'shortened' | 'widened'
}
