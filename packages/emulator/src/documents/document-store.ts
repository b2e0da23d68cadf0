import { createHash, randomBytes } from 'node:crypto'
import type { WireAnswer } from '../server/wire-response.ts'
import { bytesOf, contentTypeOf, type DocumentContent } from './document-content.ts'
import { presign, type Signer, type Verdict, verify } from './presigned-url.ts'
import { parseRange } from './range.ts'
import { storageError } from './storage-errors.ts'

/** Seconds that a presigned URL works for, where nobody says otherwise. */
const urlLifetime = 300

/** Asks for a Content-Encoding in the answer; a parameter that S3 knows too. */
const encodingParameter = 'response-content-encoding'

/** A request for a document, as far as the store looks at it. */
export interface DocumentRequest {
  readonly method: string
  /** Escaped, as it came. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Headers
}

interface StoredDocument {
  readonly content: DocumentContent
  readonly storedAt: number
  bytes?: Uint8Array<ArrayBuffer>
}

/** Holds report documents and hands them out the way S3 does. */
export class DocumentStore {
  readonly #documents = new Map<string, StoredDocument>()
  readonly #secretAccessKey = randomBytes(30).toString('base64')
  readonly #accessKeyId = `AKIA${randomBytes(8).toString('hex').toUpperCase()}`
  #origin = 'http://127.0.0.1'

  /** Where the store is reached: scheme, host and port. */
  listenAt(origin: string): void {
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
   * A fresh URL.
   *
   * @param options `encoded` makes the download carry Content-Encoding gzip if the document is compressed; `lifetime` is
   *   how long the URL works, in seconds.
   */
  url(reportDocumentId: string, now: number, { encoded = false, lifetime = urlLifetime } = {}): string {
    const compressed = this.get(reportDocumentId)?.compressionAlgorithm === 'GZIP'
    return presign(this.#signer(), {
      path: `/documents/${encodeURIComponent(reportDocumentId)}`,
      now,
      expiresIn: lifetime,
      parameters: encoded && compressed ? { [encodingParameter]: 'gzip' } : {},
    })
  }

  /** Answers a download. */
  answer(request: DocumentRequest, now: number): WireAnswer {
    const verdict = verify(this.#signer(), request.method, request.path, request.query, now)
    if (verdict.kind !== 'valid') return refusal(verdict, now)
    const id = decodeURIComponent(request.path.slice('/documents/'.length))
    const document = this.#documents.get(id)
    if (document === undefined) return storageError(404, undefined, { Key: id })
    return download(document, request)
  }

  #signer(): Signer {
    return { accessKeyId: this.#accessKeyId, secretAccessKey: this.#secretAccessKey, origin: this.#origin }
  }
}

function refusal(verdict: Exclude<Verdict, { kind: 'valid' }>, now: number): WireAnswer {
  if (verdict.kind === 'unsigned') return storageError(403)
  if (verdict.kind === 'mismatch') {
    const message = 'The request signature we calculated does not match the signature you provided.'
    return storageError(403, ['SignatureDoesNotMatch', message])
  }
  return storageError(403, ['AccessDenied', 'Request has expired'], {
    'X-Amz-Expires': verdict.seconds,
    Expires: new Date(verdict.expires).toISOString(),
    ServerTime: new Date(now).toISOString(),
  })
}

function download(document: StoredDocument, { query, headers }: DocumentRequest): WireAnswer {
  document.bytes ??= bytesOf(document.content)
  const { bytes } = document
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  const modified = new Date(document.storedAt).toUTCString()
  const encoding = query.get(encodingParameter)
  const described = {
    'content-type': contentTypeOf(document.content),
    'accept-ranges': 'bytes',
    etag,
    'last-modified': modified,
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
  }
  const condition = headers.get('if-range')
  const unchanged = condition === null || condition === etag || condition === modified
  const range = unchanged ? parseRange(headers.get('range'), bytes.length) : 'whole'
  if (range === 'whole') return { status: 200, headers: described, body: bytes }
  if (range === 'unsatisfiable') {
    const message = 'The requested range is not satisfiable'
    return storageError(416, ['InvalidRange', message], {}, { 'content-range': `bytes */${bytes.length}` })
  }
  const { first, last } = range
  const contentRange = `bytes ${first}-${last}/${bytes.length}`
  return { status: 206, headers: { ...described, 'content-range': contentRange }, body: bytes.slice(first, last + 1) }
}
