import { existsSync } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInChild } from '../measure/child.ts'
import type { DocumentFacts, DocumentKind } from './documents.ts'

/**
 * The folder that keeps generated documents between runs. It can be deleted at any time. The number changes when the
 * generated data changes.
 */
export const cacheFolder = join(tmpdir(), 'reportline-bench-1')

/** A document in the cache. */
export interface CachedDocument extends DocumentFacts {
  /** The file name, which is also the document id and the last part of the URL. */
  readonly file: string
  /** Compressed size in bytes. */
  readonly compressed: number
}

/**
 * Returns a document from the cache. Generates it first if it is missing.
 *
 * @param size - The approximate uncompressed size in bytes.
 * @param note - Called with progress messages.
 */
export async function cachedDocument(
  kind: DocumentKind,
  size: number,
  note: (message: string) => void,
): Promise<CachedDocument> {
  const file = `${kind}-${Math.round(size)}.gz`
  const path = join(cacheFolder, file)
  if (!existsSync(`${path}.json`)) {
    note(`generating ${file}`)
    await mkdir(cacheFolder, { recursive: true })
    await runInChild('make-data', { kind, size, path })
  }
  const facts = JSON.parse(await readFile(`${path}.json`, 'utf8')) as DocumentFacts
  return { ...facts, file, compressed: (await stat(path)).size }
}
