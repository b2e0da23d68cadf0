import {
  archivedSource,
  type ContentSource,
  type OpenedBytes,
  type ReportDocument,
  readableDocument,
} from '@reportline/documents'
import type { DocumentSource } from './document-source.ts'
import { type DownloadUrlCache, downloadUrlCache } from './download-url-cache.ts'
import { DownloadedBytes } from './downloaded-bytes.ts'
import { fetchWithRetry } from './fetch-document.ts'

/** Creates the handle of a document that is downloaded when it is read. Inspecting the handle shows only its identifier. */
export function downloadedDocument(source: DocumentSource): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, fallbackCharset, archive, origin, clock } = source
  const urls = downloadUrlCache(source)
  const content: ContentSource = {
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset,
    open: (signal) => download(source, urls, signal),
    onOpened: (opened) => source.onEvent({ type: 'document', reportDocumentId, ...opened }),
  }
  const document = { ...origin, reportDocumentId, reportType, marketplaceIds }
  return readableDocument(archive ? archivedSource(content, archive, document, () => clock.now()) : content)
}

/**
 * Starts the download of a document. The download URL is requested only now, because it is valid for a few minutes at most.
 *
 * An interrupted download is resumed several times by requesting the rest (`Range` and `If-Range`). If the document store
 * sends the whole document again, the bytes that were already delivered are skipped and compared, so that a reader never
 * gets parts of two different documents.
 *
 * @param signal Aborts the download.
 * @throws DocumentError, and any error of the request for the download URL. The body throws the same errors.
 */
async function download(source: DocumentSource, urls: DownloadUrlCache, signal: AbortSignal): Promise<OpenedBytes> {
  const fetchDocument = fetchWithRetry(source, urls, signal)
  const first = await fetchDocument(undefined)
  const { contentType, totalBytes, sentBytes } = first
  return { contentType, length: totalBytes, sentBytes, body: new DownloadedBytes(source, first, fetchDocument, signal) }
}
