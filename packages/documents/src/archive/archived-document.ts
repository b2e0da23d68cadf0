import type { ReportDocument } from '../report-document.ts'
import type { ArchiveManifest } from './manifest.ts'

/** A document in an archive. */
export interface ArchivedDocument {
  readonly manifest: ArchiveManifest
  /** Reads the document from the archive, without any request to Amazon. */
  readonly document: ReportDocument
}
