/** A source of the facts in a row. */
export interface Source {
  readonly title: string
  /** Undefined if the source is not public. */
  readonly url?: string
  /** The date of the source, or the date it was read: `2026-11-21`, or `2026-11` if the day is not known. */
  readonly date: string
}
