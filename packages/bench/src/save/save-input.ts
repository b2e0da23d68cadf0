/** What saving a document needs to know. */
export interface SaveInput {
  /** Scheme, host and port of the server. */
  readonly origin: string
  readonly file: string
  /** Where to. */
  readonly path: string
}
