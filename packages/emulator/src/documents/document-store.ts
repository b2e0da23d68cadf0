import { createHash, randomBytes } from 'node:crypto'
import { bytesOf, contentTypeOf, type DocumentContent } from './document-content.ts'
import { presign, type Signer, type UrlVerification, verify } from './presigned-url.ts'
import { parseRange } from './range.ts'
import { type StorageResponse, storageError } from './storage-response.ts'

/** The default lifetime of a presigned URL, in seconds. */
const urlLifetimeSeconds = 300

interface UrlOptions {
  readonly contentEncoding?: 'gzip' | 'identity' | undefined
  readonly lifetimeSeconds?: number
}

/** The query parameter of S3 that sets the Content-Encoding of the response. */
const encodingParameter = 'response-content-encoding'

/** The parts of a download request that the store reads. */
export interface DocumentRequest {
  readonly method: string
  /** Percent-encoded, as it was sent. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
}

interface StoredDocument {
  readonly content: DocumentContent
  readonly storedAt: number
  bytes?: Uint8Array<ArrayBuffer>
}

/** Stores report documents and serves them like S3. */
export class DocumentStore {
  readonly #documents = new Map<string, StoredDocument>()
  readonly #secretAccessKey = randomBytes(30).toString('base64')
  readonly #accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
  #origin = 'http://127.0.0.1'

  /** @param origin Scheme, host and port of the presigned URLs. */
  setOrigin(origin: string): void {
    this.#origin = origin
  }

  put(reportDocumentId: string, content: DocumentContent, now: number): void {
    this.#documents.set(reportDocumentId, { content, storedAt: now })
  }

  delete(reportDocumentId: string): void {
    this.#documents.delete(reportDocumentId)
  }

  get(reportDocumentId: string): DocumentContent | undefined {
    return this.#documents.get(reportDocumentId)?.content
  }

  /**
   * Creates a presigned URL.
   *
   * @param options `contentEncoding` is a header of the download of a compressed document; by default, there is none.
   *   `lifetimeSeconds` defaults to 300.
   */
  url(
    reportDocumentId: string,
    now: number,
    { contentEncoding, lifetimeSeconds = urlLifetimeSeconds }: UrlOptions = {},
  ): string {
    const compressed = this.get(reportDocumentId)?.compressionAlgorithm === 'GZIP'
    return presign(this.#signer(), {
      path: `/documents/${encodeURIComponent(reportDocumentId)}`,
      now,
      lifetimeSeconds,
      parameters: contentEncoding !== undefined && compressed ? { [encodingParameter]: contentEncoding } : {},
    })
  }

  /** Serves a download. */
  serve(request: DocumentRequest, now: number): StorageResponse {
    const verification = verify(this.#signer(), request.method, request.path, request.query, now)
    if (verification.kind !== 'valid') return accessError(verification, now)
    const id = decodeURIComponent(request.path.slice('/documents/'.length))
    const document = this.#documents.get(id)
    if (document === undefined) return storageError(404, undefined, { Key: id })
    return download(document, request)
  }

  #signer(): Signer {
    return { accessKeyId: this.#accessKeyId, secretAccessKey: this.#secretAccessKey, origin: this.#origin }
  }
}

function accessError(verification: Exclude<UrlVerification, { kind: 'valid' }>, now: number): StorageResponse {
  if (verification.kind === 'unsigned') return storageError(403)
  if (verification.kind === 'mismatch') {
    const message = 'The request signature we calculated does not match the signature you provided.'
    return storageError(403, ['SignatureDoesNotMatch', message])
  }
  return storageError(403, ['AccessDenied', 'Request has expired'], {
    'X-Amz-Expires': verification.lifetimeSeconds,
    Expires: new Date(verification.expiresAt).toISOString(),
    ServerTime: new Date(now).toISOString(),
  })
}

function download(document: StoredDocument, { query, headers }: DocumentRequest): StorageResponse {
  document.bytes ??= bytesOf(document.content)
  const { bytes } = document
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  const lastModified = new Date(document.storedAt).toUTCString()
  const encoding = query.get(encodingParameter)
  const objectHeaders = {
    'content-type': contentTypeOf(document.content),
    'accept-ranges': 'bytes',
    etag,
    'last-modified': lastModified,
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
  }
  const condition = headers.get('if-range')
  const isUnchanged = condition === null || condition === etag || condition === lastModified
  const range = isUnchanged ? parseRange(headers.get('range'), bytes.length) : 'whole'
  if (range === 'whole') return { status: 200, headers: objectHeaders, body: bytes }
  if (range === 'unsatisfiable') {
    const message = 'The requested range is not satisfiable'
    return storageError(416, ['InvalidRange', message], {}, { 'content-range': `bytes */${bytes.length}` })
  }
  const { first, last } = range
  const partHeaders = { ...objectHeaders, 'content-range': `bytes ${first}-${last}/${bytes.length}` }
  return { status: 206, headers: partHeaders, body: bytes.slice(first, last + 1) }
}
