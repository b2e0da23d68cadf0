import { inflatedLength } from '../storage/save-document.ts'
import { writeFile } from '../storage/write-file.ts'
import type { BeginDownload } from './archive.ts'
import type { Stored } from './manifest.ts'

/** What is to be stored. */
export interface DocumentToStore {
  readonly reportDocumentId: string
  readonly download: BeginDownload
  readonly signal: AbortSignal
}

/**
 * Downloads a document into a file and inflates it once, to see that it is whole.
 *
 * @throws DocumentError; then no file is left.
 */
export async function storeDocument(
  path: string,
  { reportDocumentId, download, signal }: DocumentToStore,
): Promise<Stored> {
  let contentType: string | undefined
  let inflatedBytes = 0
  let head: Uint8Array = new Uint8Array(0)
  const open = async () => {
    const opened = await download(signal)
    contentType = opened.contentType
    return opened.body
  }
  const onChunk = (chunk: Uint8Array) => {
    if (head.length < 2) head = Buffer.concat([head, chunk.subarray(0, 2)])
  }
  const check = async (temporary: string) => {
    inflatedBytes = await inflatedLength(reportDocumentId, temporary, signal)
  }
  const saved = await writeFile(path, { reportDocumentId, open, onChunk, signal, check })
  return { ...saved, contentType, inflatedBytes, compressed: head[0] === 0x1f && head[1] === 0x8b }
}
