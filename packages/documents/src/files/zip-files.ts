import type { DocumentContent } from '../content/document-content.ts'
import { type DocumentFile, documentFile, type OpenZip } from './document-file.ts'
import { writeTemporaryFile } from './temporary-file.ts'
import { zipDirectory } from './zip-directory.ts'

/** Reads the files of a ZIP archive from a temporary file. It is released when the loop ends. */
export async function* zipFiles(content: DocumentContent, signal: AbortSignal): AsyncGenerator<DocumentFile> {
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
    for (const entry of await zipDirectory(reportDocumentId, file, maxBytes)) {
      signal.throwIfAborted()
      yield documentFile(zip, entry)
    }
  } finally {
    closed.abort(new TypeError('The loop over files() has ended. Read each file, and wait for it, inside the loop.'))
    await file.release()
  }
}
