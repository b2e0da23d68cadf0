import type { ContentSource } from '../content/content-source.ts'
import { documentContent, openBytes, withDefaults } from '../content/document-content.ts'
import { checkMaxBytes, sizeLimit } from '../content/size-limit.ts'
import type { FileSystem } from './file-system.ts'
import { inflatedLength } from './stored-file.ts'
import { type SavedDocument, writeFile } from './write-file.ts'

/** How a document is saved. */
export interface SaveOptions {
  /** Aborts the save. No file is left then. */
  readonly signal?: AbortSignal | undefined
  /** Maximum number of bytes of the file. Defaults to the limits of ReadOptions. */
  readonly maxBytes?: number | undefined
  /** Saves the bytes as they are stored, compressed or not. By default the document is inflated. */
  readonly raw?: boolean | undefined
  /**
   * With `raw`: whether to inflate the compressed bytes once, to check that they are complete. This takes longer than most
   * downloads. Defaults to true for up to 16 MiB, and for documents whose length the store did not announce.
   */
  readonly check?: boolean | undefined
}

/** Stored bytes up to which they are checked by default. */
const checkedByDefault = 16 * 1024 ** 2

/** Writes a document to a file. */
export async function saveDocument(
  source: ContentSource,
  path: string,
  options: SaveOptions = {},
  fileSystem?: FileSystem,
): Promise<SavedDocument> {
  if (typeof path !== 'string' || path === '') throw new TypeError('path must be the path of a file')
  checkMaxBytes(options.maxBytes)
  const { reportDocumentId } = source
  const { signal = new AbortController().signal, maxBytes } = options
  if (options.raw === true) return saveRaw(source, path, { ...options, signal }, fileSystem)
  const content = documentContent(source, { maxBytes })
  return writeFile(path, { reportDocumentId, open: async () => content.bytes(signal), signal }, fileSystem)
}

async function saveRaw(
  source: ContentSource,
  path: string,
  options: SaveOptions & { readonly signal: AbortSignal },
  fileSystem?: FileSystem,
): Promise<SavedDocument> {
  const { reportDocumentId } = source
  const { signal, check } = options
  const { maxBytes } = withDefaults(source, options)
  let limit = sizeLimit(reportDocumentId, maxBytes)
  let length = 0
  let announcedLength: number | undefined
  const open = async () => {
    const opened = await openBytes(source, signal, { maxBytes, of: 'stored' })
    announcedLength = opened.length
    limit = sizeLimit(reportDocumentId, maxBytes, opened.sentBytes)
    return opened.body
  }
  const onChunk = (chunk: Uint8Array) => {
    length += chunk.length
    limit.stored(chunk.length)
    limit.delivered(chunk.length)
  }
  const checkContents = async (temporary: string) => {
    const isChecked = check ?? (length <= checkedByDefault || announcedLength === undefined)
    // maxBytes limits the file. Its inflated bytes are only counted.
    if (isChecked) await inflatedLength({ reportDocumentId, path: temporary, signal }, Number.POSITIVE_INFINITY)
  }
  return writeFile(path, { reportDocumentId, open, onChunk, signal, check: checkContents }, fileSystem)
}
