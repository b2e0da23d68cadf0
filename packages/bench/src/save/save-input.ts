/** The input of a task that saves a document. */
export interface SaveInput {
  /** The origin of the server. */
  readonly origin: string
  /** The file name of the document. */
  readonly file: string
  /** The path of the saved file. */
  readonly path: string
  /** Whether to wait until the file is on disk. Defaults to false; Reportline always waits. */
  readonly sync?: boolean | undefined
}
