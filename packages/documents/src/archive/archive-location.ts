import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DocumentToArchive } from './archive.ts'

/** The files of a document in a folder archive. */
export interface ArchiveLocation {
  readonly folder: string
  /** Name of the file with the stored bytes. */
  readonly file: string
  /** Path of the file with the stored bytes. */
  readonly storedPath: string
  readonly manifestPath: string
}

/** Characters of the readable part of a file name. */
const maxReadableLength = 120

/**
 * Returns the location of a document: a folder for each API, region and environment, and in it a unique file name.
 * Document ids are assumed to be unique within such a folder, regardless of the account. The name is unique whatever
 * characters the id contains, and on file systems that ignore case.
 */
export function archiveLocation(
  root: string,
  { reportDocumentId, api, region, environment }: DocumentToArchive,
): ArchiveLocation {
  const parts = [api, region, environment].filter((part) => part !== undefined)
  const folder = join(root, parts.length === 0 ? 'documents' : safeName(parts.join(' ')))
  const name = safeName(reportDocumentId)
  const file = `${name}.raw`
  return { folder, file, storedPath: join(folder, file), manifestPath: join(folder, `${name}.json`) }
}

function safeName(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 10)
  const readable = encodeURIComponent(text).replaceAll('*', '%2A').replaceAll(/%20/g, '-').slice(0, maxReadableLength)
  return `${readable}-${hash}`
}
