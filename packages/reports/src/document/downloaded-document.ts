import type { Archive, BeginDownload } from '../archive/archive.ts'
import { addressBook } from './address-book.ts'
import type { ContentSource } from './document-content.ts'
import type { DocumentSource } from './document-source.ts'
import { download } from './download.ts'
import { readableDocument } from './readable-document.ts'
import type { ReportDocument } from './report-document.ts'

/** Makes the handle of a document that is downloaded. Inspecting it shows its identifier only. */
export function downloadedDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset } = source
  const book = addressBook(source)
  const open = (signal: AbortSignal) => download(source, book, signal)
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open,
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
    ...(source.archive === undefined ? {} : archived(source, source.archive, open)),
  })
}

/** Has the archive in between. */
function archived(
  source: DocumentSource,
  archive: Archive,
  download: BeginDownload,
): Pick<ContentSource, 'open' | 'onRead'> {
  const { reportDocumentId, reportType, marketplaceIds, clock } = source
  const document = { ...source.origin, reportDocumentId, reportType, marketplaceIds }
  return {
    open: (signal) => archive.open(document, download, clock.now(), signal),
    onRead: (reading) => archive.note(document, reading, clock.now()),
  }
}
