import { catalogueVersion } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import type { Reading } from '../content/document-content.ts'
import type { SavedDocument } from '../storage/write-file.ts'
import type { DocumentToArchive } from './archive.ts'
import type { DocumentOrigin } from './document-origin.ts'

/** What an archive knows of a document, as a plain JSON value in a file beside it. */
export interface ArchiveManifest extends DocumentOrigin {
  readonly version: 1
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds: readonly string[]
  /** The name of the file with the stored bytes, in the manifest's folder. */
  readonly file: string
  /** The header that came with them. */
  readonly contentType?: string | undefined
  /** Whether the stored bytes are compressed. */
  readonly compressed: boolean
  /** How many bytes are stored. */
  readonly bytes: number
  /** How many they are when they are inflated. */
  readonly inflatedBytes: number
  /** Of the stored bytes, in hexadecimal digits. */
  readonly sha256: string
  /** ISO 8601 in UTC. */
  readonly archivedAt: string
  /** The version of the catalogue of report types when the document was last read, or archived. */
  readonly catalogueVersion: string
  /** From here on: what was shown when the document was last read to its end, and when that was. ISO 8601 in UTC. */
  readonly readAt?: string
  readonly charset?: Charset
  readonly rows?: number
  readonly rejected?: number
  readonly undecodable?: number
}

/** What has been put into an archive. */
export interface Stored extends SavedDocument {
  readonly contentType: string | undefined
  readonly compressed: boolean
  readonly inflatedBytes: number
}

/** The manifest of a document that has just been stored. */
export function newManifest(document: DocumentToArchive, stored: Stored, file: string, now: number): ArchiveManifest {
  const { reportDocumentId, reportType, marketplaceIds = [], api, account, region, environment } = document
  const { reportId, createdTime, dataStartTime, dataEndTime, reportOptions } = document
  const { contentType, compressed, bytes, inflatedBytes, sha256 } = stored
  return {
    version: 1,
    reportDocumentId,
    reportId,
    reportType,
    api,
    account,
    region,
    environment,
    marketplaceIds,
    createdTime,
    dataStartTime,
    dataEndTime,
    reportOptions,
    file,
    contentType,
    compressed,
    bytes,
    inflatedBytes,
    sha256,
    archivedAt: new Date(now).toISOString(),
    catalogueVersion,
  }
}

/** A manifest that also knows what a reading has shown. */
export function withReading(manifest: ArchiveManifest, reading: Reading, now: number): ArchiveManifest {
  return { ...manifest, ...reading, readAt: new Date(now).toISOString(), catalogueVersion }
}

/** Undefined for a text that is no manifest of this version. */
export function parseManifest(text: string): ArchiveManifest | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isManifest(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isManifest(value: unknown): value is ArchiveManifest {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== 1) return false
  const { reportDocumentId, file, bytes, marketplaceIds } = value as Partial<Record<keyof ArchiveManifest, unknown>>
  return (
    typeof reportDocumentId === 'string' &&
    typeof file === 'string' &&
    /^[\w%.~!'()-]+$/.test(file) &&
    typeof bytes === 'number' &&
    Array.isArray(marketplaceIds)
  )
}
