import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { onDisk } from './disk-error.ts'
import { type FileSystem, nodeFileSystem, type WritableFile } from './file-system.ts'
import { FileWriter } from './file-writer.ts'

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
  /** Begins to give the bytes; asked for when the file has been made. */
  readonly open: () => Promise<AsyncIterable<Uint8Array>>
  /** Looks at each piece before it is written; what it throws is thrown. */
  readonly onChunk?: (chunk: Uint8Array) => void
  readonly signal: AbortSignal
  /** Looks at the written file before it gets its name; what it throws is thrown. */
  readonly check?: (path: string) => Promise<void>
}

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

async function fill(file: WritableFile, { reportDocumentId, open, onChunk, signal }: FileContent) {
  const writer = new FileWriter(file, reportDocumentId)
  try {
    for await (const chunk of await open()) {
      signal.throwIfAborted()
      onChunk?.(chunk)
      const busy = writer.push(chunk)
      if (busy !== undefined) await busy
    }
    return await writer.end()
  } finally {
    await writer.close()
  }
}
