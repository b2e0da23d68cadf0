import { open, rename, rm, stat } from 'node:fs/promises'
import { DocumentError } from '../content/document-error.ts'

/** An open file. */
export interface WritableFile {
  writev(chunks: readonly Uint8Array[]): Promise<{ readonly bytesWritten: number }>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The file operations used to write documents. */
export interface FileSystem {
  /** Creates a file that only its owner can read. Fails if the path exists. */
  create(path: string): Promise<WritableFile>
  /** Whether a path is a device, a pipe or a socket, or a link to one. */
  isSpecialFile(path: string): Promise<boolean>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** Makes a rename durable, where the system supports that for folders. */
  syncFolder(path: string): Promise<void>
}

export const nodeFileSystem: FileSystem = {
  create: (path) => open(path, 'wx', 0o600),
  async isSpecialFile(path) {
    const stats = await stat(path).catch(() => undefined)
    return stats !== undefined && !stats.isFile() && !stats.isDirectory()
  },
  rename,
  remove: (path) => rm(path, { force: true }),
  async syncFolder(path) {
    try {
      const folder = await open(path, 'r')
      await folder.sync().finally(() => folder.close())
    } catch {
      // Windows cannot open folders. The file itself has been synced.
    }
  },
}

const diskFullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** Explains the error codes of the file system. */
const explanations: Readonly<Record<string, string>> = {
  ENOENT: 'the folder or file does not exist. Create the folder first',
  ENOTDIR: 'a part of the path is not a folder. Choose another path',
  EISDIR: 'the path is a folder. Choose the path of a file',
  ENOTEMPTY: 'the path is a folder. Choose the path of a file',
  EEXIST: 'the path already exists. Choose another path',
  EACCES: 'this process has no permission for the folder. Choose another folder, or grant the permission',
  EPERM: 'this process has no permission for the folder. Choose another folder, or grant the permission',
  EROFS: 'the folder is read-only. Choose another folder',
  ENAMETOOLONG: 'the file name is too long. Choose another path',
  EMFILE: 'this process has too many open files. Close some of them',
}

/**
 * Runs a file operation.
 *
 * @throws DocumentError `DISK_FULL` or `DISK` if the operation fails.
 */
export async function onDisk<T>(reportDocumentId: string, operation: () => Promise<T>): Promise<T> {
  try {
    return await operation()
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw diskError(reportDocumentId, error)
  }
}

function diskError(reportDocumentId: string, cause: unknown): DocumentError {
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code'
  if (diskFullCodes.has(errno)) {
    const what = 'the disk is full. No partial file was left. Free some space, and try again.'
    return new DocumentError({ code: 'DISK_FULL', reportDocumentId, what, cause })
  }
  const what = `${explanations[errno] ?? 'the file system reported an error. Check the path and the disk'} (${errno}).`
  return new DocumentError({ code: 'DISK', reportDocumentId, what, cause })
}
