import { archivedSource, type ContentSource, type ReportDocument, readableDocument } from '@reportline/documents'
import { addressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { download } from './download.ts'

/** Creates the handle of a document that is downloaded when it is read. Inspecting the handle shows only its identifier. */
export function downloadedDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset, archive, origin, clock } = source
  const addresses = addressCache(source)
  const content: ContentSource = {
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open: (signal) => download(source, addresses, signal),
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
  }
  const document = { ...origin, reportDocumentId, reportType, marketplaceIds }
  return readableDocument(archive ? archivedSource(content, archive, document, () => clock.now()) : content)
}
