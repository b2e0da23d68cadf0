import { createHash } from 'node:crypto'
import { onDisk } from './disk-error.ts'
import type { WritableFile } from './file-system.ts'

/** Written at once; while one such piece goes to the disk, the next one is gathered. Bytes. */
const batchSize = 1_048_576

/** Writes pieces into an open file, and takes their checksum. The disk works while the next pieces are fetched. */
export class FileWriter {
  readonly #file: WritableFile
  readonly #reportDocumentId: string
  readonly #hash = createHash('sha256')
  #bytes = 0
  #batch: Uint8Array[] = []
  #gathered = 0
  #writing = Promise.resolve()

  constructor(file: WritableFile, reportDocumentId: string) {
    this.#file = file
    this.#reportDocumentId = reportDocumentId
  }

  /** @throws DocumentError where an earlier piece could not be written. */
  async push(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk)
    this.#bytes += chunk.length
    this.#gathered += chunk.length
    if (chunk.length > 0) this.#batch.push(chunk)
    if (this.#gathered >= batchSize) await this.#flush()
  }

  /** Waits until everything is on the disk. */
  async end(): Promise<{ bytes: number; sha256: string }> {
    await this.#flush()
    await this.#writing
    await onDisk(this.#reportDocumentId, () => this.#file.sync())
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  /** Closes the file, whatever has become of the writing. */
  async close(): Promise<void> {
    await this.#writing.catch(() => {})
    await this.#file.close().catch(() => {})
  }

  async #flush(): Promise<void> {
    await this.#writing
    const batch = this.#batch
    this.#batch = []
    this.#gathered = 0
    this.#writing = onDisk(this.#reportDocumentId, () => writeAll(this.#file, batch))
    // Whoever waits for it next learns that it failed.
    this.#writing.catch(() => {})
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
