import { createHash } from 'node:crypto'
import { onDisk } from './disk-error.ts'
import type { WritableFile } from './file-system.ts'

/** Bytes written at a time. */
const batchBytes = 1_048_576
/** Bytes that may wait for the disk before the download has to pause. */
const maxQueuedBytes = 2_097_152

/** Writes chunks to an open file and computes their checksum. The disk writes while the next chunks are downloaded. */
export class FileWriter {
  readonly #file: WritableFile
  readonly #reportDocumentId: string
  readonly #hash = createHash('sha256')
  #bytes = 0
  #batch: Uint8Array[] = []
  #batchLength = 0
  #queued = 0
  #failed = false
  #writing = Promise.resolve()

  constructor(file: WritableFile, reportDocumentId: string) {
    this.#file = file
    this.#reportDocumentId = reportDocumentId
  }

  /**
   * Adds a chunk.
   *
   * @returns A promise to await before the next chunk if the disk is too slow. It rejects with a DocumentError if an
   * earlier chunk could not be written.
   */
  push(chunk: Uint8Array): Promise<void> | undefined {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    this.#batchLength += chunk.length
    if (chunk.length > 0) this.#batch.push(chunk)
    if (this.#batchLength >= batchBytes) this.#flush()
    return this.#queued > maxQueuedBytes || this.#failed ? this.#writing : undefined
  }

  /** Waits until all bytes are on the disk. */
  async end(): Promise<{ bytes: number; sha256: string }> {
    this.#flush()
    await this.#writing
    await onDisk(this.#reportDocumentId, () => this.#file.sync())
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Closes the file, also if writing has failed. */
  async close(): Promise<void> {
    await this.#writing.catch(() => {})
    await this.#file.close().catch(() => {})
  }

  #flush(): void {
    const batch = this.#batch
    const length = this.#batchLength
    this.#batch = []
    this.#batchLength = 0
    this.#queued += length
    const previous = this.#writing
    this.#writing = onDisk(this.#reportDocumentId, async () => {
      await previous
      await writeAll(this.#file, batch)
      this.#queued -= length
    })
    // The error is thrown by the next call that awaits `#writing`.
    this.#writing.catch(() => {
      this.#failed = true
    })
  }
}

/** Repeats a partial write. If the disk is full, the next write reports it. */
async function writeAll(file: WritableFile, chunks: readonly Uint8Array[]): Promise<void> {
  let remaining = chunks
  while (remaining.length > 0) {
    const { bytesWritten } = await file.writev(remaining)
    remaining = skipBytes(remaining, bytesWritten)
  }
}

function skipBytes(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let skipped = 0
  return chunks.flatMap((chunk) => {
    const start = Math.min(chunk.length, Math.max(0, count - skipped))
    skipped += chunk.length
    return start === chunk.length ? [] : [chunk.subarray(start)]
  })
}
