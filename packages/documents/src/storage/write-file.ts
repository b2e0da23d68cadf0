import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { onDisk } from './disk-error.ts'
import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.ts'
import { FileWriter } from './file-writer.ts'

/** A file that has been written completely. */
export interface SavedDocument {
  readonly path: string
  /** Number of bytes. */
  readonly bytes: number
  /** In hexadecimal. */
  readonly sha256: string
}

/** The contents of a file to write. */
export interface FileContent {
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
 * existing file at the path is left unchanged.
 *
 * @throws DocumentError `DISK_FULL` or `DISK`, an error of the bytes or of the check, or the signal's reason.
 */
export async function writeFile(
  path: string,
  content: FileContent,
  fileSystem: FileSystem = nodeFileSystem,
): Promise<SavedDocument> {
  const { reportDocumentId, signal } = content
  const folder = dirname(path)
  const temporaryPath = join(folder, `.${randomBytes(8).toString('hex')}.part`)
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
