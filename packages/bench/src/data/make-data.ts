import { rename, writeFile } from 'node:fs/promises'
import { type DocumentKind, makeDocument } from './documents.ts'
import { writeRepeatedGzip } from './repeated-gzip.ts'

export interface MakeDataInput {
  readonly kind: DocumentKind
  /** The approximate uncompressed size in bytes. */
  readonly size: number
  /** The path of the document. Its `DocumentFacts` are written to the same path with `.json` appended. */
  readonly path: string
}

/** Generates a document. Runs in its own process, so that it does not increase the memory of the parent process. */
export async function makeData({ kind, size, path }: MakeDataInput): Promise<Record<string, number>> {
  const { parts, facts } = makeDocument(kind, size)
  await writeRepeatedGzip(`${path}.new`, parts)
  await rename(`${path}.new`, path)
  await writeFile(`${path}.json`, JSON.stringify(facts))
  return { bytes: facts.bytes }
}
