import type { OpenedBytes } from '../content/content-source.ts'
import { documentContent } from '../content/document-content.ts'
import { DocumentError } from '../content/document-error.ts'
import { onDisk } from './file-system.ts'

/** Bytes read at a time. Gunzip is fast with chunks of this size. */
const chunkSize = 262_144

/** A file that contains a document. */
interface StoredFile {
  readonly reportDocumentId: string
  readonly path: string
  readonly contentType?: string | undefined
  /** Expected number of bytes, if known. */
  readonly length?: number | undefined
  /** See `OpenedBytes`. */
  readonly sentBytes?: number | undefined
  readonly signal: AbortSignal
}

/** Reads a file. It is opened when the first chunk is read. */
export function storedFile({
  reportDocumentId,
  path,
  contentType,
  length,
  sentBytes,
  signal,
}: StoredFile): OpenedBytes {
  async function* body(): AsyncGenerator<Uint8Array> {
    const { open } = await import('node:fs/promises')
    const file = await onDisk(reportDocumentId, () => open(path, 'r'))
    let received = 0
    try {
      for (;;) {
        signal.throwIfAborted()
        const chunk = Buffer.allocUnsafeSlow(chunkSize)
        const { bytesRead } = await onDisk(reportDocumentId, () => file.read(chunk, 0, chunkSize))
        received += bytesRead
        if (bytesRead > 0) yield chunk.subarray(0, bytesRead)
        else if (length === undefined || received === length) return
        else throw wrongLength(reportDocumentId, received, length)
      }
    } finally {
      await file.close()
    }
  }
  return { contentType, length, sentBytes, body: body() }
}

function wrongLength(reportDocumentId: string, actual: number, expected: number): DocumentError {
  const what = `its archived file has ${actual} bytes instead of ${expected}. Restore the file, or remove it from the archive.`
  return new DocumentError({ code: 'TRUNCATED', reportDocumentId, what })
}

/**
 * Reads a stored document to its end and inflates it if it is compressed.
 *
 * @param maxBytes Maximum number of inflated bytes. Defaults to the limits of ReadOptions.
 * @returns Number of inflated bytes.
 * @throws DocumentError if the document is damaged, incomplete or too large.
 */
export async function inflatedLength(file: StoredFile, maxBytes: number | undefined): Promise<number> {
  const { reportDocumentId, signal } = file
  const open = async () => storedFile(file)
  const content = documentContent({ reportDocumentId, fallbackCharset: 'utf-8', open }, { maxBytes })
  let length = 0
  for await (const chunk of content.bytes(signal)) length += chunk.length
  return length
}
