import type { Charset } from '../data/charset.ts'

/** What reading rows needs to know. */
export interface RowsInput {
  /** Scheme, host and port of the server. */
  readonly origin: string
  readonly file: string
  readonly charset: Charset
}
