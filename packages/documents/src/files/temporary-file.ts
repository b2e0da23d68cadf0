import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onDisk } from '../storage/disk-error.ts'

/** Bytes on the disk that nobody else sees and that are gone when they are let go. */
export interface Spool {
  readonly file: FileHandle
  readonly bytes: number
  release(): Promise<void>
}

/**
 * Writes bytes into a temporary file, readable by its owner only. The file loses its name at once, so that nothing is
 * left of it even if the process is killed; where the system does not allow that, it loses it when it is released.
 *
 * @param folder Default: the system's for temporary files.
 * @throws DocumentError `DISK_FULL` or `DISK`, or whatever the chunks throw; then nothing is left either.
 */
export async function spool(
  reportDocumentId: string,
  chunks: AsyncIterable<Uint8Array>,
  folder = tmpdir(),
): Promise<Spool> {
  const path = join(folder, `reportline-${randomBytes(8).toString('hex')}`)
  const file = await onDisk(reportDocumentId, () => open(path, 'wx+', 0o600))
  const named = await rm(path).then(
    () => false,
    () => true,
  )
  const release = async () => {
    await file.close().catch(() => {})
    if (named) await rm(path, { force: true }).catch(() => {})
  }
  try {
    return { file, bytes: await fill(reportDocumentId, file, chunks), release }
  } catch (error) {
    await release()
    throw error
  }
}

/** The file is read again at once, so it need not be put on the disk. */
async function fill(reportDocumentId: string, file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const chunk of chunks) {
    await onDisk(reportDocumentId, () => file.appendFile(chunk))
    bytes += chunk.length
  }
  return bytes
}
