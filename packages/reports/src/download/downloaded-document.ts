import { archivedSource, type ContentSource, type ReportDocument, readableDocument } from '@reportline/documents'
import { addressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { download } from './download.ts'

/** Makes the handle of a document that is downloaded. Inspecting it shows its identifier only. */
export function downloadedDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset, archive, origin, clock } = source
  const book = addressCache(source)
  const content: ContentSource = {
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open: (signal) => download(source, book, signal),
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
  }
  const document = { ...origin, reportDocumentId, reportType, marketplaceIds }
  return readableDocument(archive ? archivedSource(content, archive, document, () => clock.now()) : content)
}
