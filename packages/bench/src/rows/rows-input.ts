import type { Charset } from '../data/charset.ts'

/** The input of a reader of rows. */
export interface RowsInput {
  /** The origin of the server. */
  readonly origin: string
  /** The file name of the document. */
  readonly file: string
  readonly charset: Charset
}
