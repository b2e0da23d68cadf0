import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { DocumentError } from '../content/document-error.ts'
import { type FileSystem, nodeFileSystem, onDisk, type WritableFile } from './file-system.ts'
import { sweepTemporaryFiles, temporaryPathFor } from './temporary-files.ts'

export { temporaryPathFor } from './temporary-files.ts'

/** A file that has been written completely. */
export interface SavedDocument {
  readonly path: string
  /** Number of bytes. */
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** The contents of a file to write. */
interface FileContent {
  readonly reportDocumentId: string
  /** Opens the bytes. Called once the file has been created. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>
  /** Called with each chunk before it is written. An error it throws aborts the write. */
  readonly onChunk?: ((chunk: Uint8Array) => void) | undefined
  readonly signal?: AbortSignal | undefined
  /** Called with the path of the temporary file before it is renamed. An error it throws aborts the write. */
  readonly check?: ((path: string) => Promise<void>) | undefined
}

/**
 * Writes a file atomically. The bytes go to a temporary file in the same folder, which only its owner can read. It is
 * renamed once it is complete, checked and synced to the disk. If anything fails, the temporary file is removed and an
 * existing file at the path is left unchanged. A file that a killed process left is removed by a later write in the folder.
 *
 * @throws DocumentError `DISK_FULL` or `DISK`, an error of the bytes or of the check, or the signal's reason.
 */
export async function writeFile(
  path: string,
  content: FileContent,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<SavedDocument> {
  const { reportDocumentId, signal } = content
  if (await fileSystem.isSpecialFile(path)) throw specialFile(reportDocumentId)
  const folder = dirname(path)
  const temporaryPath = temporaryPathFor(path)
  await sweepTemporaryFiles(folder)
  const file = await onDisk(reportDocumentId, () => fileSystem.create(temporaryPath))
  try {
    const written = await writeContent(file, content)
    await content.check?.(temporaryPath)
    signal?.throwIfAborted()
    await onDisk(reportDocumentId, () => fileSystem.rename(temporaryPath, path))
    await fileSystem.syncFolder(folder)
    return { path, ...written }
  } catch (error) {
    await fileSystem.remove(temporaryPath).catch(() => {})
    throw error
  }
}

/** Renaming a file to the path of a device would replace the device. */
function specialFile(reportDocumentId: string): DocumentError {
  const what =
    'the path is a device, a pipe or a socket. Choose the path of a file, or read the document and write its bytes.'
  return new DocumentError({ code: 'DISK', reportDocumentId, what })
}

async function writeContent(file: WritableFile, { reportDocumentId, open, onChunk, signal }: FileContent) {
  const writer = new FileWriter(file, reportDocumentId)
  try {
    for await (const chunk of await open()) {
      signal?.throwIfAborted()
      onChunk?.(chunk)
      const backpressure = writer.push(chunk)
      if (backpressure !== undefined) await backpressure
    }
    return await writer.end()
  } finally {
    await writer.close()
  }
}

/** Bytes written at a time. */
const batchBytes = 1_048_576
/** Bytes that may wait for the disk before the download has to pause. */
const maxQueuedBytes = 2_097_152

/** Writes chunks to an open file and computes their checksum. The disk writes while the next chunks are downloaded. */
class FileWriter {
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
