import { createHash } from 'node:crypto'
import { onDisk } from './disk-error.ts'
import type { WritableFile } from './file-system.ts'

/** Written at once. Bytes. */
const batchSize = 1_048_576
/** So much may wait for the disk before the download has to wait, too. Bytes. */
const longestQueue = 2_097_152

/** Writes pieces into an open file, and takes their checksum. The disk works while the next pieces are fetched. */
export class FileWriter {
  readonly #file: WritableFile
  readonly #reportDocumentId: string
  readonly #hash = createHash('sha256')
  #bytes = 0
  #batch: Uint8Array[] = []
  #gathered = 0
  #queued = 0
  #failed = false
  #writing = Promise.resolve()

  constructor(file: WritableFile, reportDocumentId: string) {
    this.#file = file
    this.#reportDocumentId = reportDocumentId
  }

  /**
   * Takes a piece.
   *
   * @returns What to wait for before the next one, where the disk does not keep up; it rejects with a DocumentError where
   * an earlier piece could not be written.
   */
  push(chunk: Uint8Array): Promise<void> | undefined {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    this.#gathered += chunk.length
    if (chunk.length > 0) this.#batch.push(chunk)
    if (this.#gathered >= batchSize) this.#flush()
    return this.#queued > longestQueue || this.#failed ? this.#writing : undefined
  }

  /** Waits until everything is on the disk. */
  async end(): Promise<{ bytes: number; sha256: string }> {
    this.#flush()
    await this.#writing
    await onDisk(this.#reportDocumentId, () => this.#file.sync())
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Closes the file, whatever has become of the writing. */
  async close(): Promise<void> {
    await this.#writing.catch(() => {})
    await this.#file.close().catch(() => {})
  }

  #flush(): void {
    const batch = this.#batch
    const length = this.#gathered
    this.#batch = []
    this.#gathered = 0
    this.#queued += length
    const before = this.#writing
    this.#writing = onDisk(this.#reportDocumentId, async () => {
      await before
      await writeAll(this.#file, batch)
      this.#queued -= length
    })
    // Whoever waits for it next learns that it failed.
    this.#writing.catch(() => {
      this.#failed = true
    })
  }
}

/** A disk that is almost full takes a part; the next write then says why. */
async function writeAll(file: WritableFile, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks
  while (left.length > 0) {
    const { bytesWritten } = await file.writev(left)
    left = after(left, bytesWritten)
  }
}

function after(chunks: readonly Uint8Array[], count: number): Uint8Array[] {
  let passed = 0
  return chunks.flatMap((chunk) => {
    const begin = Math.min(chunk.length, Math.max(0, count - passed))
    passed += chunk.length
    return begin === chunk.length ? [] : [chunk.subarray(begin)]
  })
}
