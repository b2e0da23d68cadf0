/** The input of a reader of records. */
export interface RecordsInput {
  /** The origin of the server. */
  readonly origin: string
  /** The file name of the document. */
  readonly file: string
}
