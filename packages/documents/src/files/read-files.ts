import { cancellable } from '../content/cancellable.ts'
import type { DocumentContent } from '../content/document-content.ts'
import type { DocumentFile } from './document-file.ts'

/** How the files of a document are read. */
export interface FilesOptions {
  /** Ends the reading. */
  readonly signal?: AbortSignal
  /**
   * How many bytes the archive may have, and how many its files together when they are unpacked. Default: 64 GiB, and for
   * the files 500 times as many as the archive has once they are more than 256 MiB.
   */
  readonly maxBytes?: number
}

/**
 * Reads the files of a document that is a ZIP archive. The archive is put into a temporary file first, because its
 * directory stands at its end; all of the directory is judged before the first file is given.
 *
 * @throws DocumentError, or the signal's reason.
 */
export function readFiles(content: DocumentContent, options: FilesOptions = {}): AsyncIterable<DocumentFile> {
  const { signal, maxBytes } = options
  return { [Symbol.asyncIterator]: () => cancellable((ended) => files(content, maxBytes, ended), signal) }
}

async function* files(
  content: DocumentContent,
  maxBytes: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<DocumentFile> {
  const { zipFiles } = await import('./zip-files.ts')
  yield* zipFiles(content, maxBytes, signal)
}
