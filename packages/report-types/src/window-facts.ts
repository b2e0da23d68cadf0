import type { Duration } from './duration.ts'

/** The rules of a report type for `dataStartTime` and `dataEndTime`. */
export interface WindowFacts {
  /** The maximum length of a window. */
  readonly maxLength?: Duration
  /**
   * What Amazon does with a longer window: refuses it, returns an empty report, cancels the report, or shortens the
   * window. Undefined if no source says.
   */
  readonly ifLonger?: 'refused' | 'empty' | 'cancelled' | 'shortened'
  /** The minimum length of a window. */
  readonly minLength?: Duration
  /** How far back from now the data goes. */
  readonly lookBack?: Duration
  /** Whether a request must have a window. */
  readonly required?: true
  /** Whether Amazon ignores the time of day and includes the whole day of `dataEndTime`. */
  readonly wholeDays?: true
  /** The option that sets the period of aggregation: `DAY`, `WEEK`, `MONTH`, `QUARTER` or `YEAR`. */
  readonly periodOption?: string
  /** How many of those periods one request may cover. */
  readonly periodsPerRequest?: 'one' | 'several'
  /** What Amazon does with a window that starts or ends within a period: refuses, shortens or widens it. */
  readonly ifPartialPeriod?: 'refused' | 'shortened' | 'widened'
  /** The list of a JSON document whose records are totals of the whole window, even if the window has several periods. */
  readonly summedRecords?: string
}
