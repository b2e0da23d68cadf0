import { gzipSync } from 'node:zlib'
import { fields, oneOf, optional, text, wrong } from '../input/fields.ts'
import { encode } from './encode.ts'

/** What a report document holds and how it is labelled: either text, or bytes. */
export type DocumentContent = (
  | {
      /** Text; encoded in the character set of `contentType`, and compressed if `compressionAlgorithm` says so. */
      readonly content: string
      readonly contentBase64?: never
    }
  | {
      /** Bytes in base64; served as they are, whatever the other fields say. */
      readonly contentBase64: string
      readonly content?: never
    }
) & {
  /** The Content-Type that the download carries, for example `text/plain; charset=Cp1252`. */
  readonly contentType?: string
  readonly compressionAlgorithm?: 'GZIP'
}

export const contentKeys = ['content', 'contentBase64', 'contentType', 'compressionAlgorithm'] as const

/** Of a text for which nobody gave another. */
const textType = 'text/plain; charset=UTF-8'
/** S3's own, of bytes for which nobody gave another. */
const bytesType = 'binary/octet-stream'

/** @throws TypeError that names the field which is wrong. */
export function readDocumentContent(value: unknown, at: string, further: readonly string[] = []): DocumentContent {
  const given = fields(value, at, [...further, ...contentKeys])
  const contentType = optional(given.contentType, (type) => text(type, `${at}.contentType`))
  const compressionAlgorithm = optional(given.compressionAlgorithm, (name) =>
    oneOf(name, `${at}.compressionAlgorithm`, ['GZIP']),
  )
  const label = {
    ...(contentType === undefined ? {} : { contentType }),
    ...(compressionAlgorithm === undefined ? {} : { compressionAlgorithm }),
  }
  if (typeof given.contentBase64 === 'string' && given.content === undefined) {
    if (!isBase64(given.contentBase64)) throw wrong(`${at}.contentBase64`, 'base64', given.contentBase64)
    return { contentBase64: given.contentBase64, ...label }
  }
  if (typeof given.content !== 'string' || given.contentBase64 !== undefined) {
    throw wrong(at, 'given either content (a text) or contentBase64 (bytes in base64)', value)
  }
  return encodable({ content: given.content, ...label }, at)
}

/** The Content-Type to send. */
export function contentTypeOf(content: DocumentContent): string {
  return content.contentType ?? (content.content === undefined ? bytesType : textType)
}

/** The bytes to send. */
export function bytesOf(content: DocumentContent): Uint8Array<ArrayBuffer> {
  if (content.content === undefined) return Uint8Array.from(Buffer.from(content.contentBase64, 'base64'))
  const plain = encode(content.content, charsetOf(contentTypeOf(content)))
  return content.compressionAlgorithm === 'GZIP' ? Uint8Array.from(gzipSync(plain)) : plain
}

function encodable(content: DocumentContent & { readonly content: string }, at: string): DocumentContent {
  try {
    encode(content.content, charsetOf(contentTypeOf(content)))
  } catch (error) {
    throw new TypeError(`${at}.content does not fit its contentType: ${(error as Error).message}`, { cause: error })
  }
  return content
}

function charsetOf(contentType: string): string {
  return /;\s*charset="?([^\s;"]+)/i.exec(contentType)?.[1] ?? 'UTF-8'
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text)
}
