import type { DocumentContent } from '../content/document-content.ts'
import { isBlank } from '../content/document-text.ts'
import { countWarnings, type DocumentWarning } from '../content/document-warning.ts'
import { type DocumentFile, documentFile, type OpenZip } from './document-file.ts'
import { type TemporaryFile, writeTemporaryFile } from './temporary-file.ts'
import { zipDirectory } from './zip-directory.ts'

/** Bytes of the shortest ZIP archive. */
const minArchiveLength = 22

/** Reads the files of a ZIP archive from a temporary file. It is released when the loop ends. */
export async function* zipFiles(
  content: DocumentContent,
  signal: AbortSignal,
  onWarning: (warning: DocumentWarning) => void = () => {},
): AsyncGenerator<DocumentFile> {
  const { reportDocumentId, maxBytes } = content
  const file = await writeTemporaryFile(reportDocumentId, content.bytes(signal))
  const closed = new AbortController()
  const zip: OpenZip = {
    reportDocumentId,
    file,
    signal: AbortSignal.any([signal, closed.signal]),
    savedPaths: new Set(),
  }
  try {
    if (await isEmpty(file)) {
      for (const warning of countWarnings({ EMPTY_DOCUMENT: 1 })) onWarning(warning)
      return
    }
    for (const entry of await zipDirectory(reportDocumentId, file, maxBytes)) {
      signal.throwIfAborted()
      yield documentFile(zip, entry)
    }
  } finally {
    closed.abort(new TypeError('The loop over files() has ended. Read each file, and wait for it, inside the loop.'))
    await file.release()
  }
}

/** Returns whether a file has no bytes, or white space only, as in an empty document of any type. */
async function isEmpty({ handle, bytes }: TemporaryFile): Promise<boolean> {
  if (bytes >= minArchiveLength) return false
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(minArchiveLength), 0, minArchiveLength, 0)
  return isBlank(buffer.toString('utf8', 0, bytesRead))
}
