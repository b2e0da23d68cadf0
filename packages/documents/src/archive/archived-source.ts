import type { ContentSource } from '../content/content-source.ts'
import type { Archive, DocumentToArchive } from './archive.ts'

/**
 * Puts an archive in front of a content source. The document is downloaded once and then read from the archive.
 *
 * @param source Where the document is downloaded from if the archive does not have it.
 * @param archive The archive, for example a `folderArchive`.
 * @param document The document and its report, which the archive stores with it.
 * @param now Returns the current time in milliseconds since 1970-01-01 UTC.
 * @returns The source to pass to `readableDocument`.
 */
export function archivedSource(
  source: ContentSource,
  archive: Archive,
  document: DocumentToArchive,
  now: () => number,
): ContentSource {
  return {
    ...source,
    open: (signal, limit) => archive.open(document, { download: source.open, signal, now: now(), limit }),
    onRead: (summary) => archive.recordRead(document, summary, now()),
  }
}
