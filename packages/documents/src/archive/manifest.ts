import { catalogueVersion } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import type { ReadSummary } from '../content/content-source.ts'
import type { ReportDocument } from '../report-document.ts'
import type { DocumentOrigin, DocumentToArchive } from './archive.ts'
import type { StoredDocument } from './store-document.ts'

/** What an archive knows about a document. Stored as JSON beside the document. */
export interface ArchiveManifest extends DocumentOrigin {
  readonly version: 1
  readonly reportDocumentId: string
  readonly reportType?: string | undefined
  readonly marketplaceIds: readonly string[]
  /** Name of the file with the stored bytes, in the folder of the manifest. */
  readonly file: string
  /** The `Content-Type` header of the download. */
  readonly contentType?: string | undefined
  /** Whether the stored bytes are compressed. */
  readonly compressed: boolean
  /** Number of stored bytes. */
  readonly bytes: number
  /** Number of bytes after inflating. */
  readonly inflatedBytes: number
  /** SHA-256 of the stored bytes, in hexadecimal. */
  readonly sha256: string
  /** ISO 8601 in UTC. */
  readonly archivedAt: string
  /** Version of the catalogue of report types when the document was last read, or else when it was archived. */
  readonly catalogueVersion: string
  /**
   * When the document was last read to its end. ISO 8601 in UTC. This property and those below are absent until then.
   */
  readonly readAt?: string | undefined
  readonly charset?: Charset | undefined
  /** Number of rows or records. */
  readonly rows?: number | undefined
  /** Number of rejected lines. */
  readonly rejected?: number | undefined
  /** Number of characters that could not be decoded. */
  readonly undecodable?: number | undefined
}

/** A document in an archive. */
export interface ArchivedDocument {
  readonly manifest: ArchiveManifest
  /** Reads the document from the archive, without any request to Amazon. */
  readonly document: ReportDocument
}

/** Creates the manifest of a document that has just been stored. */
export function newManifest(
  document: DocumentToArchive,
  stored: StoredDocument,
  file: string,
  now: number,
): ArchiveManifest {
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

/** Adds the summary of a completed read to a manifest. */
export function withReadSummary(manifest: ArchiveManifest, summary: ReadSummary, now: number): ArchiveManifest {
  const found = Object.fromEntries(Object.entries(summary).filter(([, value]) => value !== undefined))
  return { ...manifest, ...found, readAt: new Date(now).toISOString(), catalogueVersion }
}

/** Returns undefined if the text is not a manifest of this version. */
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
