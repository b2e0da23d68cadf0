import type { DocumentContent } from '../content/document-content.ts'
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
}

/**
 * Reads the files of a document that is a ZIP archive. The directory of an archive is at its end, so the archive is first
 * written to a temporary file. The whole directory is checked before the first file is returned.
 *
 * Iterating throws a DocumentError, or the signal's reason.
 */
export function readFiles(content: DocumentContent, signal: AbortSignal | undefined): AsyncIterable<DocumentFile> {
  return { [Symbol.asyncIterator]: () => cancellable((closed) => files(content, closed), signal) }
}

async function* files(content: DocumentContent, signal: AbortSignal): AsyncGenerator<DocumentFile> {
  const { zipFiles } = await import('./zip-files.ts')
  yield* zipFiles(content, signal)
}
