import { DocumentError } from '../content/document-error.ts'

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** What to do about errors of the file system. */
const advice: Readonly<Record<string, string>> = {
  ENOENT: 'its folder or file does not exist. Make the folder first',
  ENOTDIR: 'a part of its path is no folder. Choose another path',
  EISDIR: 'there is a folder of that name. Name a file',
  ENOTEMPTY: 'there is a folder of that name. Name a file',
  EEXIST: 'there is a folder or file of that name. Choose another path',
  EACCES: 'this process has no right to its folder. Choose another folder, or grant the right',
  EPERM: 'this process has no right to its folder. Choose another folder, or grant the right',
  EROFS: 'its folder can only be read. Choose another folder',
  ENAMETOOLONG: 'its name is too long. Choose another path',
  EMFILE: 'this process has too many open files. Close some',
}

/** Does something with a file, and says what its failing means. */
export async function onDisk<T>(reportDocumentId: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw diskError(reportDocumentId, error)
  }
}

function diskError(reportDocumentId: string, cause: unknown): DocumentError {
  const errno = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code'
  if (noRoom.has(errno)) {
    const what = 'the disk is full, and nothing was left behind on it. Make room, and try again.'
    return new DocumentError({ code: 'DISK_FULL', reportDocumentId, what, cause })
  }
  const what = `${advice[errno] ?? 'the file system refused it. Check the path and the disk'} (${errno}).`
  return new DocumentError({ code: 'DISK', reportDocumentId, what, cause })
}
