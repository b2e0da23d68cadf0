import { rename, writeFile } from 'node:fs/promises'
import { type DocumentKind, makeDocument } from './documents.ts'
import { writeRepeatedGzip } from './repeated-gzip.ts'

export interface MakeDataInput {
  readonly kind: DocumentKind
  /** Bytes, inflated. */
  readonly size: number
  /** Where to; beside it, with `.json` at the end, what is in it. */
  readonly path: string
}

/** Makes a document, in a process of its own: its memory shall not be that of who starts the measured ones. */
export async function makeData({ kind, size, path }: MakeDataInput): Promise<Record<string, number>> {
  const { parts, facts } = makeDocument(kind, size)
  await writeRepeatedGzip(`${path}.new`, parts)
  await rename(`${path}.new`, path)
  await writeFile(`${path}.json`, JSON.stringify(facts))
  return { bytes: facts.bytes }
}
