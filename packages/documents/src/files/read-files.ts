import type { DocumentContent } from '../content/document-content.ts'
import type { DocumentWarning } from '../content/document-warning.ts'
import { cancellable } from '../content/streams.ts'
import type { DocumentFile } from './document-file.ts'

/** How the files of a document are read. */
export interface FilesOptions {
  /** Aborts the iteration. */
  readonly signal?: AbortSignal | undefined
  /**
   * Maximum number of bytes of the archive, and of its inflated files together. Defaults to 64 GiB and, for files of more
   * than 256 MiB, to 500 times the size of the archive.
   */
  readonly maxBytes?: number | undefined
  /** Called with the warning `EMPTY_DOCUMENT` if the document is empty. It has no files then. */
  readonly onWarning?: ((warning: DocumentWarning) => void) | undefined
}

/**
 * Reads the files of a document that is a ZIP archive. The directory of an archive is at its end, so the archive is first
 * written to a temporary file. The whole directory is checked before the first file is returned.
 *
 * An empty document has no files.
 *
 * Iterating throws a DocumentError, or the signal's reason.
 */
export function readFiles(
  content: DocumentContent,
  { signal, onWarning }: FilesOptions = {},
): AsyncIterable<DocumentFile> {
  async function* files(closed: AbortSignal): AsyncGenerator<DocumentFile> {
    const { zipFiles } = await import('./zip-files.ts')
    yield* zipFiles(content, closed, onWarning)
  }
  return { [Symbol.asyncIterator]: () => cancellable(files, signal) }
}
