/** What reading records needs to know. */
export interface RecordsInput {
  /** Scheme, host and port of the server. */
  readonly origin: string
  readonly file: string
}
