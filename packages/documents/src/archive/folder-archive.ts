import type { Archive } from './archive.ts'
import { keyedMutex } from './keyed-mutex.ts'
import type { ArchivedDocument } from './manifest.ts'

/** An archive in a folder. Pass it to accounts, or read its documents without an account. */
export interface FolderArchive extends Archive {
  /**
   * Iterates over the archived documents, folder by folder. An archive whose folder does not exist yet is empty.
   *
   * @param filter Yields only the documents of a report type.
   * @throws DocumentError `CORRUPT` if a manifest is damaged, `DISK` if the folder cannot be read.
   */
  documents(filter?: { readonly reportType?: string | undefined }): AsyncIterable<ArchivedDocument>
}

/**
 * Creates an archive that keeps documents in a folder. It stores the bytes of each document unchanged, with a manifest in
 * JSON: where the document comes from, its length and checksum, and what reading it has shown. Only the owner can read
 * the files. Each document is inflated once before it counts as archived, so a damaged document is never archived.
 *
 * Processes can share the folder. If two of them download the same document at once, both write it completely.
 *
 * @param path Path of the folder. It is created when it is first needed.
 * @returns The archive. Pass it to an account or an engine of `@reportline/reports` with the option `archive`.
 * @throws TypeError if `path` is empty.
 * @example
 * const archive = folderArchive('documents')
 * for await (const { manifest, document } of archive.documents({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' })) {
 *   for await (const rows of document.rows()) console.log(manifest.reportDocumentId, rows.length)
 * }
 */
export function folderArchive(path: string): FolderArchive {
  if (typeof path !== 'string' || path === '') throw new TypeError('path must be the path of a folder')
  const mutex = keyedMutex()
  // Loaded when it is first used: the modules for files and checksums take a third of the time to import this package.
  const load = () => import('./archived-documents.ts')
  return {
    open: async (document, options) => (await load()).openOrStore(path, document, options, mutex),
    recordRead: async (document, summary, now) => (await load()).recordRead(path, document, summary, now, mutex),
    documents: (filter) => ({
      [Symbol.asyncIterator]: () => archivedDocuments(path, filter?.reportType, mutex),
    }),
  }

  async function* archivedDocuments(...args: Parameters<Awaited<ReturnType<typeof load>>['archivedDocuments']>) {
    yield* (await load()).archivedDocuments(...args)
  }
}
