import { open } from 'node:fs/promises'
import { onDisk } from './disk-error.ts'
import type { OpenedBytes } from './document-content.ts'

/** Read at once; gunzip is fast with pieces of this size. Bytes. */
const chunkSize = 262_144

/** A file that holds a document. */
export interface StoredFile {
  readonly reportDocumentId: string
  readonly path: string
  readonly contentType?: string | undefined
  readonly signal: AbortSignal
}

/** Begins to read a file. */
export function storedFile({ reportDocumentId, path, contentType, signal }: StoredFile): OpenedBytes {
  async function* body(): AsyncGenerator<Uint8Array> {
    const file = await onDisk(reportDocumentId, () => open(path, 'r'))
    try {
      for (;;) {
        signal.throwIfAborted()
        const chunk = Buffer.allocUnsafeSlow(chunkSize)
        const { bytesRead } = await onDisk(reportDocumentId, () => file.read(chunk, 0, chunkSize))
        if (bytesRead === 0) return
        yield chunk.subarray(0, bytesRead)
      }
    } finally {
      await file.close()
    }
  }
  return { contentType, length: undefined, body: body() }
}
