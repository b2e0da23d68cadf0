import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { lastCharset } from '../content/catalogue-charset.ts'
import type { OpenedBytes, Reading } from '../content/document-content.ts'
import { DocumentError } from '../content/document-error.ts'
import { readableDocument } from '../readable-document.ts'
import type { ReportDocument } from '../report-document.ts'
import { onDisk } from '../storage/disk-error.ts'
import { storedFile } from '../storage/stored-file.ts'
import { writeFile } from '../storage/write-file.ts'
import type { Archive, BeginDownload, DocumentToArchive } from './archive.ts'
import { type Place, placeOf } from './archive-location.ts'
import { oneByOne } from './keyed-mutex.ts'
import { type ArchiveManifest, newManifest, parseManifest, withReading } from './manifest.ts'
import { storeDocument } from './store-document.ts'

/** A document in an archive. */
export interface ArchivedDocument {
  readonly manifest: ArchiveManifest
  /** Reads it from the archive. Nothing is sent to Amazon. */
  readonly document: ReportDocument
}

/** An archive in a folder, to be handed to accounts and to be read without them. */
export interface FolderArchive extends Archive {
  /**
   * Gives the documents that are in the archive, account by account.
   *
   * @throws DocumentError `CORRUPT` for a manifest that cannot be read, `DISK` where the folder cannot be.
   */
  documents(filter?: { readonly reportType?: string }): AsyncIterable<ArchivedDocument>
}

/**
 * Keeps documents in a folder: the stored bytes as they came, each with a manifest in JSON that says where they are from,
 * their length and checksum, and what reading them has shown. Everything is readable by its owner only. A document is
 * inflated once before it counts as archived, so a damaged one never does.
 *
 * Processes may share the folder. The same document downloaded by two at once is written twice, and whole each time.
 *
 * @param path Of the folder; it is made when first needed.
 */
export function folderArchive(path: string): FolderArchive {
  if (typeof path !== 'string' || path === '') throw new TypeError('path must be the path of a folder')
  const inTurn = oneByOne()
  return {
    async open(document, download, now, signal) {
      const place = placeOf(path, document)
      return inTurn(place.stored, signal, () => openKept(place, document, download, now, signal))
    },
    async note(document, reading, now) {
      const place = placeOf(path, document)
      await inTurn(place.stored, undefined, () => noteReading(place, document, reading, now))
    },
    documents: (filter) => ({
      [Symbol.asyncIterator]: () => documents(path, filter?.reportType, inTurn),
    }),
  }
}

async function openKept(
  place: Place,
  document: DocumentToArchive,
  download: BeginDownload,
  now: number,
  signal: AbortSignal,
): Promise<OpenedBytes> {
  const { reportDocumentId } = document
  const kept = await keptManifest(place, reportDocumentId)
  if (kept !== undefined) return openFile(place.stored, kept, signal)
  await onDisk(reportDocumentId, () => mkdir(place.folder, { recursive: true, mode: 0o700 }))
  const stored = await storeDocument(place.stored, { reportDocumentId, download, signal })
  const manifest = newManifest(document, stored, place.file, now)
  await writeManifest(place.manifest, manifest, signal)
  return openFile(place.stored, manifest, signal)
}

/** The manifest of a document that is there whole. Anything else is as good as not there. */
async function keptManifest(place: Place, reportDocumentId: string): Promise<ArchiveManifest | undefined> {
  const text = await readFile(place.manifest, 'utf8').catch(() => undefined)
  const manifest = text === undefined ? undefined : parseManifest(text)
  if (manifest === undefined || manifest.reportDocumentId !== reportDocumentId) return undefined
  const found = await stat(place.stored).catch(() => undefined)
  return found?.size === manifest.bytes ? manifest : undefined
}

function openFile(path: string, manifest: ArchiveManifest, signal: AbortSignal): OpenedBytes {
  const { reportDocumentId, contentType, bytes: length } = manifest
  return storedFile({ reportDocumentId, path, contentType, length, signal })
}

async function noteReading(
  place: Place,
  { reportDocumentId }: DocumentToArchive,
  reading: Reading,
  now: number,
): Promise<void> {
  const kept = await keptManifest(place, reportDocumentId)
  if (kept !== undefined) await writeManifest(place.manifest, withReading(kept, reading, now))
}

async function writeManifest(
  path: string,
  manifest: ArchiveManifest,
  signal = new AbortController().signal,
): Promise<void> {
  const { reportDocumentId } = manifest
  const text = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`)
  await writeFile(path, { reportDocumentId, open: async () => only(text), signal })
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function* documents(
  root: string,
  reportType: string | undefined,
  inTurn: ReturnType<typeof oneByOne>,
): AsyncGenerator<ArchivedDocument> {
  const names = await onDisk(root, () => readdir(root, { recursive: true }))
  for (const name of names.filter((found) => found.endsWith('.json')).sort()) {
    const text = await onDisk(name, () => readFile(join(root, name), 'utf8'))
    const manifest = parseManifest(text)
    if (manifest === undefined) throw noManifest(name)
    if (reportType === undefined || manifest.reportType === reportType) {
      yield { manifest, document: archivedDocument(join(root, name), manifest, inTurn) }
    }
  }
}

function archivedDocument(
  manifestPath: string,
  manifest: ArchiveManifest,
  inTurn: ReturnType<typeof oneByOne>,
): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, file } = manifest
  const folder = join(manifestPath, '..')
  const place: Place = { folder, file, stored: join(folder, file), manifest: manifestPath }
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset: lastCharset(marketplaceIds),
    open: async (signal) => openFile(place.stored, manifest, signal),
    onRead: (reading) => inTurn(place.stored, undefined, () => noteReading(place, manifest, reading, Date.now())),
  })
}

function noManifest(name: string): DocumentError {
  const what = 'it is no manifest of an archive, or a damaged one. Take it out of the folder, or restore it.'
  return new DocumentError({ code: 'CORRUPT', reportDocumentId: name, what })
}
