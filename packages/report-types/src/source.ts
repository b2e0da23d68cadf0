/** What a row is drawn from. */
export interface Source {
  readonly title: string
  /** Where the document is public. */
  readonly address?: string
  /** When it was read or is dated: `2026-11-21`, or `2026-11` where the day is not known. */
  readonly date: string
}
