import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fallbackCharset } from '../content/charset.ts'
import type { OpenedBytes, ReadSummary } from '../content/content-source.ts'
import { DocumentError } from '../content/document-error.ts'
import { readableDocument } from '../readable-document.ts'
import type { ReportDocument } from '../report-document.ts'
import { onDisk } from '../storage/file-system.ts'
import { storedFile } from '../storage/stored-file.ts'
import { writeFile } from '../storage/write-file.ts'
import type { ArchiveOpenOptions, DocumentToArchive } from './archive.ts'
import { type ArchiveLocation, archiveLocation } from './archive-location.ts'
import type { KeyedMutex } from './keyed-mutex.ts'
import { type ArchivedDocument, type ArchiveManifest, newManifest, parseManifest, withReadSummary } from './manifest.ts'
import { storeDocument } from './store-document.ts'

/** Opens a document of the folder, and downloads it first if it is not there. */
export function openOrStore(
  root: string,
  document: DocumentToArchive,
  options: ArchiveOpenOptions,
  mutex: KeyedMutex,
): Promise<OpenedBytes> {
  const location = archiveLocation(root, document)
  return mutex(location.storedPath, options.signal, () => openAt(location, document, options))
}

/** Adds to the manifest of a document what reading it has shown. */
export function recordRead(
  root: string,
  document: DocumentToArchive,
  summary: ReadSummary,
  now: number,
  mutex: KeyedMutex,
): Promise<void> {
  const location = archiveLocation(root, document)
  return mutex(location.storedPath, undefined, () => updateManifest(location, document, summary, now))
}

async function openAt(
  location: ArchiveLocation,
  document: DocumentToArchive,
  { download, signal, now, limit }: ArchiveOpenOptions,
): Promise<OpenedBytes> {
  const { reportDocumentId } = document
  const archived = await readManifest(location, reportDocumentId)
  if (archived !== undefined) return openFile(location.storedPath, archived, signal)
  await onDisk(reportDocumentId, () => mkdir(location.folder, { recursive: true, mode: 0o700 }))
  const stored = await storeDocument(location.storedPath, { reportDocumentId, download, signal, limit })
  const manifest = newManifest(document, stored, location.file, now)
  await writeManifest(location.manifestPath, manifest, signal)
  return openFile(location.storedPath, manifest, signal)
}

/** Returns the manifest of a document that is archived completely. Anything else counts as not archived. */
async function readManifest(location: ArchiveLocation, reportDocumentId: string): Promise<ArchiveManifest | undefined> {
  const text = await readFile(location.manifestPath, 'utf8').catch(() => undefined)
  const manifest = text === undefined ? undefined : parseManifest(text)
  if (manifest === undefined || manifest.reportDocumentId !== reportDocumentId) return undefined
  const stats = await stat(location.storedPath).catch(() => undefined)
  return stats?.size === manifest.bytes ? manifest : undefined
}

function openFile(path: string, manifest: ArchiveManifest, signal: AbortSignal): OpenedBytes {
  const { reportDocumentId, contentType, bytes: length } = manifest
  return storedFile({ reportDocumentId, path, contentType, length, signal })
}

async function updateManifest(
  location: ArchiveLocation,
  { reportDocumentId }: DocumentToArchive,
  summary: ReadSummary,
  now: number,
): Promise<void> {
  const manifest = await readManifest(location, reportDocumentId)
  if (manifest !== undefined) await writeManifest(location.manifestPath, withReadSummary(manifest, summary, now))
}

async function writeManifest(path: string, manifest: ArchiveManifest, signal?: AbortSignal): Promise<void> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`)
  await writeFile(path, { reportDocumentId: manifest.reportDocumentId, open: async () => single(bytes), signal })
}

async function* single(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Iterates over the documents of the folder. */
export async function* archivedDocuments(
  root: string,
  reportType: string | undefined,
  mutex: KeyedMutex,
): AsyncGenerator<ArchivedDocument> {
  for (const name of await manifestNames(root)) {
    const text = await onDisk(name, () => readFile(join(root, name), 'utf8'))
    const manifest = parseManifest(text)
    if (manifest === undefined) throw damagedManifest(name)
    if (reportType === undefined || manifest.reportType === reportType) {
      yield { manifest, document: archivedDocument(join(root, name), manifest, mutex) }
    }
  }
}

async function manifestNames(root: string): Promise<string[]> {
  try {
    const names = await readdir(root, { recursive: true })
    return names.filter((name) => name.endsWith('.json')).sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    return onDisk(root, () => Promise.reject(error))
  }
}

function archivedDocument(manifestPath: string, manifest: ArchiveManifest, mutex: KeyedMutex): ReportDocument {
  const { reportDocumentId, reportType, marketplaceIds, file } = manifest
  const folder = join(manifestPath, '..')
  const location: ArchiveLocation = { folder, file, storedPath: join(folder, file), manifestPath }
  return readableDocument({
    reportDocumentId,
    reportType,
    marketplaceIds,
    fallbackCharset: fallbackCharset(marketplaceIds, manifest.region),
    open: async (signal) => openFile(location.storedPath, manifest, signal),
    onRead: (summary) =>
      mutex(location.storedPath, undefined, () => updateManifest(location, manifest, summary, Date.now())),
  })
}

function damagedManifest(name: string): DocumentError {
  const what = 'it is not an archive manifest, or it is damaged. Remove it from the folder, or restore it.'
  return new DocumentError({ code: 'CORRUPT', reportDocumentId: name, what })
}
