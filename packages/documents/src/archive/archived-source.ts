import type { ContentSource } from '../content/document-content.ts'
import type { Archive, DocumentToArchive } from './archive.ts'

/**
 * Puts an archive in front of a content source: the document is downloaded once and then read from the archive.
 *
 * @param now The current time in milliseconds since 1970-01-01 UTC.
 */
export function archivedSource(
  source: ContentSource,
  archive: Archive,
  document: DocumentToArchive,
  now: () => number,
): ContentSource {
  return {
    ...source,
    open: (signal) => archive.open(document, source.open, now(), signal),
    onRead: (reading) => archive.note(document, reading, now()),
  }
}
