import { DocumentError } from '../content/document-error.ts'

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
