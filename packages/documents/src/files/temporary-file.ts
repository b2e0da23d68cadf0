import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onDisk } from '../storage/file-system.ts'

/** A file that exists until it is released. */
export interface TemporaryFile {
  readonly handle: FileHandle
  /** Number of bytes. */
  readonly bytes: number
  release(): Promise<void>
}

/**
 * Writes bytes to a temporary file that only its owner can read. The file is unlinked at once, so that nothing is left
 * even if the process is killed. On systems that do not allow this, it is removed on release.
 *
 * @param folder Defaults to the system's temporary folder.
 * @throws DocumentError `DISK_FULL` or `DISK`, or an error of the chunks. No file is left then.
 */
export async function writeTemporaryFile(
  reportDocumentId: string,
  chunks: AsyncIterable<Uint8Array>,
  folder = tmpdir(),
): Promise<TemporaryFile> {
  const path = join(folder, `reportline-${randomBytes(8).toString('hex')}`)
  const handle = await onDisk(reportDocumentId, () => open(path, 'wx+', 0o600))
  const unlinked = await rm(path).then(
    () => true,
    () => false,
  )
  const release = async () => {
    await handle.close().catch(() => {})
    if (!unlinked) await rm(path, { force: true }).catch(() => {})
  }
  try {
    return { handle, bytes: await writeChunks(reportDocumentId, handle, chunks), release }
  } catch (error) {
    await release()
    throw error
  }
}

/** Does not sync: the file does not need to survive a crash. */
async function writeChunks(
  reportDocumentId: string,
  handle: FileHandle,
  chunks: AsyncIterable<Uint8Array>,
): Promise<number> {
  let bytes = 0
  for await (const chunk of chunks) {
    await onDisk(reportDocumentId, () => handle.appendFile(chunk))
    bytes += chunk.length
  }
  return bytes
}
