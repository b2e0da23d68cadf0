/**
 * Why a document could not be had.
 * - `URL_EXPIRED`: the address had expired, and the fresh one that was asked for at once as well.
 * - `REFUSED`: the document store answered with an error; see `status` and `storeCode`.
 * - `NETWORK`: the document store could not be reached.
 * - `TIMEOUT`: the document store stopped sending.
 * - `TRUNCATED`: the document ended before its end, and its rest could not be had. What was delivered so far is not the whole document.
 * - `CHANGED`: the store holds other bytes than when the download began. What was delivered so far is not whole.
 * - `CORRUPT`: the compressed bytes are damaged.
 * - `CHARSET`: the document's charset has a name that is not known here.
 * - `NOT_ROWS`: the document is no table of tab-separated rows.
 */
export type DocumentErrorCode =
  | 'URL_EXPIRED'
  | 'REFUSED'
  | 'NETWORK'
  | 'TIMEOUT'
  | 'TRUNCATED'
  | 'CHANGED'
  | 'CORRUPT'
  | 'CHARSET'
  | 'NOT_ROWS'

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
 * Thrown when a document cannot be downloaded, inflated, decoded or parsed. Holds neither the document's address, which
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
