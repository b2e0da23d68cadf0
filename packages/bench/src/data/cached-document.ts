import { existsSync } from 'node:fs'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInChild } from '../measure/child.ts'
import type { DocumentFacts, DocumentKind } from './documents.ts'

/** Where documents are kept between runs; may be deleted at any time. The number changes with what is made. */
export const cacheFolder = join(tmpdir(), 'reportline-bench-1')

/** A document that lies in the cache. */
export interface CachedDocument extends DocumentFacts {
  /** Its name in the folder: the last part of its address, and its document id. */
  readonly file: string
  /** Bytes, compressed. */
  readonly compressed: number
}

/** Finds a document, or makes it first. */
export async function cachedDocument(
  kind: DocumentKind,
  size: number,
  note: (text: string) => void,
): Promise<CachedDocument> {
  const file = `${kind}-${Math.round(size)}.gz`
  const path = join(cacheFolder, file)
  if (!existsSync(`${path}.json`)) {
    note(`makes ${file}`)
    await mkdir(cacheFolder, { recursive: true })
    await runInChild('make-data', { kind, size, path })
  }
  const facts = JSON.parse(await readFile(`${path}.json`, 'utf8')) as DocumentFacts
  return { ...facts, file, compressed: (await stat(path)).size }
}
