/**
 * Why a document could not be read.
 * - `URL_EXPIRED`: the download URL had expired, and so had the new one that was requested at once.
 * - `UNSAFE_URL`: the download URL, or a redirect, does not use https or is not on a host of Amazon. Nothing was sent to it.
 * - `REFUSED`: the document store returned an error. See `status` and `storeCode`.
 * - `NETWORK`: the document store could not be reached.
 * - `TIMEOUT`: the document store stopped sending.
 * - `TRUNCATED`: the document ended too early and could not be resumed. The data returned so far is incomplete.
 * - `CHANGED`: the stored document changed during the download. The data returned so far is incomplete.
 * - `CORRUPT`: the compressed bytes are damaged.
 * - `TOO_LARGE`: the document exceeds `maxBytes`, or inflates to more than 500 times its compressed size.
 * - `DISK_FULL`: the disk is full. No partial file is left.
 * - `DISK`: the file system failed to read or write a file. See the code of `cause`.
 * - `NOT_ZIP`: the document is not a ZIP archive, or its directory is damaged.
 * - `UNSAFE_ENTRY`: a ZIP archive contains a path outside of its folder, a name that Windows does not allow, or overlapping
 *   entries; or a file would be saved through a symbolic link or replace another one.
 * - `UNREADABLE_ENTRY`: an entry of a ZIP archive is encrypted, or its compression method is not supported.
 * - `CHARSET`: the charset of the document is not supported.
 * - `NOT_ROWS`: the document is not a table.
 * - `NO_COLUMN`: the table does not have a requested column.
 * - `PERSONAL_DATA`: it is not certain which columns are personal data, so `dropPersonal` cannot be applied.
 * - `NOT_RECORDS`: the document is neither JSON nor XML, contains no records where they are expected, or is damaged.
 * - `NOT_SETTLEMENT`: the document is a table, but not a settlement.
 */
export type DocumentErrorCode =
  | 'URL_EXPIRED'
  | 'UNSAFE_URL'
  | 'REFUSED'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'TRUNCATED'
  | 'CHANGED'
  | 'CORRUPT'
  | 'TOO_LARGE'
  | 'DISK_FULL'
  | 'DISK'
  | 'NOT_ZIP'
  | 'UNSAFE_ENTRY'
  | 'UNREADABLE_ENTRY'
  | 'CHARSET'
  | 'NOT_ROWS'
  | 'NO_COLUMN'
  | 'PERSONAL_DATA'
  | 'NOT_RECORDS'
  | 'NOT_SETTLEMENT'

/** The properties of a new DocumentError. */
export interface DocumentErrorParts {
  readonly code: DocumentErrorCode
  readonly reportDocumentId: string
  /** What happened and what to do, without the URL or the contents of the document. */
  readonly what: string
  readonly status?: number | undefined
  readonly storeCode?: string | undefined
  readonly requestId?: string | undefined
  readonly cause?: unknown
}

/**
 * Thrown if a document cannot be downloaded, inflated, decoded, parsed, unpacked or saved. It contains neither the
 * document's URL, which gives access to the document, nor any of its contents, except for the first 200 characters of a
 * message that is stored instead of a report, if the report type has no personal data.
 *
 * Not covered: a failed `getReportDocument` call is a RequestError, and an aborted signal rejects with its own reason.
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  readonly reportDocumentId: string
  /** HTTP status that the document store returned. */
  readonly status: number | undefined
  /** Error code of the document store, for example `AccessDenied`. */
  readonly storeCode: string | undefined
  /** Request id of the document store. */
  readonly requestId: string | undefined

  constructor(parts: DocumentErrorParts) {
    super(`Document ${parts.reportDocumentId}: ${parts.what}`, causeOf(parts))
    this.code = parts.code
    this.reportDocumentId = parts.reportDocumentId
    this.status = parts.status
    this.storeCode = parts.storeCode
    this.requestId = parts.requestId
  }
}

function causeOf(parts: DocumentErrorParts): ErrorOptions | undefined {
  return parts.cause === undefined ? undefined : { cause: bareCause(parts.cause) }
}

/** Keeps the name and code of the innermost error only: the messages of `fetch` can contain the URL. */
function bareCause(error: unknown): Error {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const name = inner instanceof Error ? inner.name : 'Error'
  const code = inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined
  const bare = new Error(code ?? name)
  bare.name = name
  return code === undefined ? bare : Object.assign(bare, { code })
}
