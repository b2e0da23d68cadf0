import { createHash, randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { onDisk } from './disk-error.ts'
import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.ts'

/** A file that has been written whole. */
export interface SavedDocument {
  readonly path: string
  /** Its length. */
  readonly bytes: number
  /** In hexadecimal digits. */
  readonly sha256: string
}

/** What goes into a file. */
export interface FileContent {
  readonly reportDocumentId: string
  readonly chunks: AsyncIterable<Uint8Array>
  readonly signal: AbortSignal
  /** Looks at the written file before it gets its name; what it throws is thrown. */
  readonly check?: (path: string) => Promise<void>
}

/** Written at once; while one such piece goes to the disk, the next one is gathered. Bytes. */
const batchSize = 524_288

/**
 * Writes a file that is whole or not there: under a temporary name in the same folder, readable by its owner only;
 * it gets its name when it is complete, checked, and on the disk. Whatever goes wrong, the temporary file is removed,
 * and a file that had the name before stays.
 *
 * @throws DocumentError `DISK_FULL` or `DISK`, whatever the chunks and the check throw, or the signal's reason.
 */
export async function writeFile(
  path: string,
  content: FileContent,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<SavedDocument> {
  const { reportDocumentId, signal } = content
  const folder = dirname(path)
  const temporary = join(folder, `.${randomBytes(8).toString('hex')}.part`)
  const file = await onDisk(reportDocumentId, () => fileSystem.create(temporary))
  try {
    const written = await fill(file, content)
    await content.check?.(temporary)
    signal.throwIfAborted()
    await onDisk(reportDocumentId, () => fileSystem.rename(temporary, path))
    await fileSystem.syncFolder(folder)
    return { path, ...written }
  } catch (error) {
    await fileSystem.remove(temporary).catch(() => {})
    throw error
  }
}

async function fill(file: WritableFile, { reportDocumentId, chunks, signal }: FileContent) {
  const hash = createHash('sha256')
  let bytes = 0
  let batch: Uint8Array[] = []
  let gathered = 0
  let writing = Promise.resolve()
  const flush = async () => {
    await writing
    const pieces = batch
    writing = onDisk(reportDocumentId, () => writeAll(file, pieces))
    writing.catch(() => {})
    batch = []
    gathered = 0
  }
  try {
    for await (const chunk of chunks) {
      signal.throwIfAborted()
      hash.update(chunk)
      bytes += chunk.length
      gathered += chunk.length
      batch.push(chunk)
      if (gathered >= batchSize) await flush()
    }
    await flush()
    await writing
    await onDisk(reportDocumentId, () => file.sync())
  } finally {
    await writing.catch(() => {})
    await file.close().catch(() => {})
  }
  return { bytes, sha256: hash.digest('hex') }
}

/** A disk that is almost full takes a part; the next write then says why. */
async function writeAll(file: WritableFile, chunks: readonly Uint8Array[]): Promise<void> {
  let left = chunks.filter((chunk) => chunk.length > 0)
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
