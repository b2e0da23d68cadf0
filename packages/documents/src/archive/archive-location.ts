import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { DocumentToArchive } from './archive.ts'

/** Where a document lies in an archive. */
export interface Place {
  readonly folder: string
  /** The name of the file with the stored bytes. */
  readonly file: string
  /** The path of that file. */
  readonly stored: string
  /** The path of the manifest. */
  readonly manifest: string
}

const longestName = 120

/**
 * Finds the place of a document: a folder for each API, region and environment, within which Amazon's identifiers are
 * taken to be unique whatever the account is called; in it a name that no other document has, whatever characters the
 * identifier holds and whether or not the file system tells capitals from small letters.
 */
export function placeOf(root: string, { reportDocumentId, api, region, environment }: DocumentToArchive): Place {
  const parts = [api, region, environment].filter((part) => part !== undefined)
  const folder = join(root, parts.length === 0 ? 'documents' : safeName(parts.join(' ')))
  const name = safeName(reportDocumentId)
  const file = `${name}.raw`
  return { folder, file, stored: join(folder, file), manifest: join(folder, `${name}.json`) }
}

function safeName(text: string): string {
  const mark = createHash('sha256').update(text).digest('hex').slice(0, 10)
  const readable = encodeURIComponent(text).replaceAll('*', '%2A').replaceAll(/%20/g, '-').slice(0, longestName)
  return `${readable}-${mark}`
}
