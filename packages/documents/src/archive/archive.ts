import type { OpenedBytes, Reading } from '../content/document-content.ts'
import type { DocumentOrigin } from './document-origin.ts'

/** A document that an archive keeps, and what is known of it. */
export interface DocumentToArchive extends DocumentOrigin {
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds?: readonly string[] | undefined
}

/**
 * Keeps the stored bytes of documents, so that each is downloaded once. {@link folderArchive} makes one; another place
 * to keep them needs these two methods.
 */
export interface Archive {
  /**
   * Begins to read a document's stored bytes. Where they are not there yet, they are downloaded, and are whole in the
   * archive before the first of them is given.
   *
   * @param download Begins the download.
   * @param now Milliseconds since 1970-01-01 UTC.
   */
  open(document: DocumentToArchive, download: BeginDownload, now: number, signal: AbortSignal): Promise<OpenedBytes>
  /** Notes what reading a kept document to its end has shown. */
  note(document: DocumentToArchive, reading: Reading, now: number): Promise<void>
}

/** Begins a download. */
export type BeginDownload = (signal: AbortSignal) => Promise<OpenedBytes>
