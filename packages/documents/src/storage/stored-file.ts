import { open } from 'node:fs/promises'
import type { OpenedBytes } from '../content/document-content.ts'
import { DocumentError } from '../content/document-error.ts'
import { onDisk } from './disk-error.ts'

/** Read at once; gunzip is fast with pieces of this size. Bytes. */
const chunkSize = 262_144

/** A file that holds a document. */
export interface StoredFile {
  readonly reportDocumentId: string
  readonly path: string
  readonly contentType?: string | undefined
  /** How many bytes it must have, where that is known. */
  readonly length?: number | undefined
  readonly signal: AbortSignal
}

/** Begins to read a file. */
export function storedFile({ reportDocumentId, path, contentType, length, signal }: StoredFile): OpenedBytes {
  async function* body(): AsyncGenerator<Uint8Array> {
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
        else throw otherLength(reportDocumentId)
      }
    } finally {
      await file.close()
    }
  }
  return { contentType, length, body: body() }
}

function otherLength(reportDocumentId: string): DocumentError {
  const what = 'its file has another length than when it was written. Take it out of the archive, or restore it.'
  return new DocumentError({ code: 'TRUNCATED', reportDocumentId, what })
}
