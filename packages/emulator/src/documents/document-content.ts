import { gzipSync } from 'node:zlib'
import { invalidField, readObject, readOneOf, readOptional, readString } from '../input/fields.ts'
import { encode } from './encode.ts'

/** The content of a report document, as a string or as bytes, and its labels. */
export type DocumentContent = (
  | {
      /** Encoded in the charset of `contentType`, and compressed if `compressionAlgorithm` is set. */
      readonly content: string
      readonly contentBase64?: never
    }
  | {
      /** Bytes in base64. They are served unchanged, whatever the labels say. */
      readonly contentBase64: string
      readonly content?: never
    }
) & {
  /** The Content-Type of the download, for example `text/plain; charset=Cp1252`. */
  readonly contentType?: string | undefined
  readonly compressionAlgorithm?: 'GZIP' | undefined
}

/** A document to add, with its identifier. */
export type DocumentFixture = DocumentContent & { readonly reportDocumentId: string }

export const documentKeys = ['content', 'contentBase64', 'contentType', 'compressionAlgorithm'] as const

const defaultTextType = 'text/plain; charset=UTF-8'
/** The default of S3. */
const defaultBinaryType = 'binary/octet-stream'

/** @throws TypeError that names the invalid field. */
export function readDocumentContent(value: unknown, path: string): DocumentContent {
  const fields = readObject(value, path, documentKeys)
  const labels = {
    contentType: readOptional(fields.contentType, (type) => readString(type, `${path}.contentType`)),
    compressionAlgorithm: readOptional(fields.compressionAlgorithm, (name) =>
      readOneOf(name, `${path}.compressionAlgorithm`, ['GZIP']),
    ),
  }
  if (typeof fields.contentBase64 === 'string' && fields.content === undefined) {
    if (!isBase64(fields.contentBase64)) throw invalidField(`${path}.contentBase64`, 'base64', fields.contentBase64)
    return { contentBase64: fields.contentBase64, ...labels }
  }
  if (typeof fields.content !== 'string' || fields.contentBase64 !== undefined) {
    throw invalidField(path, 'an object with either content (a string) or contentBase64 (bytes in base64)', value)
  }
  return checkEncodable({ content: fields.content, ...labels }, path)
}

/** Returns the Content-Type to send. */
export function contentTypeOf(content: DocumentContent): string {
  return content.contentType ?? (content.content === undefined ? defaultBinaryType : defaultTextType)
}

/** Returns the bytes to send. */
export function bytesOf(content: DocumentContent): Uint8Array<ArrayBuffer> {
  if (content.content === undefined) return Uint8Array.from(Buffer.from(content.contentBase64, 'base64'))
  const plain = encode(content.content, charsetOf(contentTypeOf(content)))
  return content.compressionAlgorithm === 'GZIP' ? Uint8Array.from(gzipSync(plain)) : plain
}

function checkEncodable(content: DocumentContent & { readonly content: string }, path: string): DocumentContent {
  try {
    encode(content.content, charsetOf(contentTypeOf(content)))
  } catch (error) {
    const reason = (error as Error).message
    throw new TypeError(`${path}.content cannot be encoded as its contentType requires: ${reason}`, { cause: error })
  }
  return content
}

function charsetOf(contentType: string): string {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'UTF-8'
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value)
}
