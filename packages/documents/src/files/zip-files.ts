import type { DocumentContent } from '../content/document-content.ts'
import { type DocumentFile, documentFile, type OpenArchive } from './document-file.ts'
import { spool } from './temporary-file.ts'
import { zipDirectory } from './zip-directory.ts'

/** The files of a ZIP archive, from a temporary file that is gone when the loop ends. */
export async function* zipFiles(
  content: DocumentContent,
  maxBytes: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<DocumentFile> {
  const { reportDocumentId } = content
  const spooled = await spool(reportDocumentId, content.bytes(signal))
  const over = new AbortController()
  const ended = AbortSignal.any([signal, over.signal])
  const archive: OpenArchive = { reportDocumentId, spooled, signal: ended, saved: new Set() }
  try {
    for (const entry of await zipDirectory(reportDocumentId, spooled, maxBytes)) {
      signal.throwIfAborted()
      yield documentFile(archive, entry)
    }
  } finally {
    over.abort(new TypeError('a file of a ZIP archive is read inside the loop over files()'))
    await spooled.release()
  }
}
