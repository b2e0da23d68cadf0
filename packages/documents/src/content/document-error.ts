/**
 * Why a document could not be had.
 * - `URL_EXPIRED`: the address had expired, and the fresh one that was asked for at once as well.
 * - `REFUSED`: the document store answered with an error; see `status` and `storeCode`.
 * - `NETWORK`: the document store could not be reached.
 * - `TIMEOUT`: the document store stopped sending.
 * - `TRUNCATED`: the document ended before its end, and its rest could not be had. What was delivered so far is not the whole document.
 * - `CHANGED`: the store holds other bytes than when the download began. What was delivered so far is not whole.
 * - `CORRUPT`: the compressed bytes are damaged.
 * - `TOO_LARGE`: the document has more bytes than `maxBytes`, or unpacks to more than anybody compresses in earnest.
 * - `DISK_FULL`: there was no room for a file. None is left.
 * - `DISK`: the file system refused to read or write a file; see the code of `cause`.
 * - `NOT_ZIP`: the document is no ZIP archive, or its directory is damaged.
 * - `UNSAFE_ENTRY`: a ZIP archive holds a name that leads out of its folder, or entries that lie over each other.
 * - `UNREADABLE_ENTRY`: an entry of a ZIP archive is encrypted, or compressed in a way that is not known here.
 * - `CHARSET`: the document's charset has a name that is not known here.
 * - `NOT_ROWS`: the document is no table of rows.
 * - `NO_COLUMN`: the table lacks a column that was asked for.
 * - `NOT_RECORDS`: the document is neither JSON nor XML, holds no records where they are looked for, or is damaged.
 * - `NOT_SETTLEMENT`: the document is a table, but no settlement.
 */
export type DocumentErrorCode =
  | 'URL_EXPIRED'
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
  | 'NOT_RECORDS'
  | 'NOT_SETTLEMENT'

/** What a DocumentError is made of. */
export interface DocumentErrorParts {
  readonly code: DocumentErrorCode
  readonly reportDocumentId: string
  /** What happened and what to do, without the document's address and contents. */
  readonly what: string
  readonly status?: number | undefined
  readonly storeCode?: string | undefined
  readonly requestId?: string | undefined
  readonly cause?: unknown
}

/**
 * Thrown when a document cannot be downloaded, inflated, decoded, parsed, unpacked or saved. Holds neither the document's address, which
 * is as good as a key, nor anything of its contents.
 *
 * Not in this family: `getReportDocument` failing is a RequestError; an aborted signal rejects with its own reason.
 */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly code: DocumentErrorCode
  readonly reportDocumentId: string
  /** The document store's HTTP status. */
  readonly status: number | undefined
  /** The document store's own error code, for example `AccessDenied`. */
  readonly storeCode: string | undefined
  /** The document store's identifier of the request. */
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

/** Name and code of the innermost error only: messages of fetch may hold the address. */
function bareCause(error: unknown): Error {
  let inner = error
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
  const name = inner instanceof Error ? inner.name : 'Error'
  const code = inner instanceof Error && 'code' in inner && typeof inner.code === 'string' ? inner.code : undefined
  const bare = new Error(code ?? name)
  bare.name = name
  return code === undefined ? bare : Object.assign(bare, { code })
}
