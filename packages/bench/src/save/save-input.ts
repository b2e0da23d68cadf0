/** What saving a document needs to know. */
export interface SaveInput {
  /** Scheme, host and port of the server. */
  readonly origin: string
  readonly file: string
  /** Where to. */
  readonly path: string
  /** Whether to wait until the disk has everything. */
  readonly sync?: boolean
}
