/** Whose document it is, and of which report. */
export interface DocumentOrigin {
  readonly api?: string | undefined
  /** The account's name, where several are kept under names. */
  readonly account?: string | undefined
  readonly region?: string | undefined
  readonly environment?: string | undefined
  readonly reportId?: string | undefined
  /** ISO 8601. */
  readonly createdTime?: string | undefined
  /** ISO 8601; where the report's window begins. */
  readonly dataStartTime?: string | undefined
  /** ISO 8601; where it ends. */
  readonly dataEndTime?: string | undefined
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
}
