import { type ContentSource, documentContent, openBytes } from '../content/document-content.ts'
import { checkMaxBytes, sizeLimit } from '../content/size-limit.ts'
import type { FileSystem } from './file-system.ts'
import { storedFile } from './stored-file.ts'
import { type SavedDocument, writeFile } from './write-file.ts'

/** How a document is saved. */
export interface SaveOptions {
  /** Ends the saving; no file is left. */
  readonly signal?: AbortSignal
  /** How many bytes the file may have; default: 64 GiB. Bytes. */
  readonly maxBytes?: number
  /** Saves the bytes as they are stored, compressed where they are. Default: the document itself, inflated. */
  readonly raw?: boolean
  /**
   * With `raw`: whether compressed bytes are inflated to see that they are whole, which takes longer than most
   * downloads. Default: up to 16 MiB, and where the store did not announce the length.
   */
  readonly check?: boolean
}

/** Compressed bytes that are inflated as a test unless the caller decides otherwise. */
const checkedAlways = 16 * 1024 ** 2

/** Writes a document into a file. */
export async function saveDocument(
  source: ContentSource,
  path: string,
  options: SaveOptions = {},
  fileSystem?: FileSystem,
): Promise<SavedDocument> {
  if (typeof path !== 'string' || path === '') throw new TypeError('path must be the path of a file')
  checkMaxBytes(options.maxBytes)
  const { reportDocumentId } = source
  const signal = options.signal ?? new AbortController().signal
  if (options.raw === true) return saveRaw(source, path, { ...options, signal }, fileSystem)
  const content = documentContent(source, options)
  return writeFile(path, { reportDocumentId, open: async () => content.bytes(signal), signal }, fileSystem)
}

async function saveRaw(
  source: ContentSource,
  path: string,
  options: SaveOptions & { readonly signal: AbortSignal },
  fileSystem?: FileSystem,
): Promise<SavedDocument> {
  const { reportDocumentId } = source
  const { signal, maxBytes, check } = options
  const limit = sizeLimit(reportDocumentId, maxBytes)
  let length = 0
  let announced: number | undefined
  const open = async () => {
    const opened = await openBytes(source, signal)
    announced = opened.length
    return opened.body
  }
  const onChunk = (chunk: Uint8Array) => {
    length += chunk.length
    limit.stored(chunk.length)
    limit.delivered(chunk.length)
  }
  const inflates = async (temporary: string) => {
    const due = check ?? (length <= checkedAlways || announced === undefined)
    if (due) await inflatedLength(reportDocumentId, temporary, signal, maxBytes)
  }
  return writeFile(path, { reportDocumentId, open, onChunk, signal, check: inflates }, fileSystem)
}

/**
 * Reads a stored document to its end, inflating it where it is compressed.
 *
 * @returns How many bytes it has inflated.
 * @throws DocumentError where it is damaged or cut.
 */
export async function inflatedLength(
  reportDocumentId: string,
  path: string,
  signal: AbortSignal,
  maxBytes?: number,
): Promise<number> {
  const open = async () => storedFile({ reportDocumentId, path, signal })
  const content = documentContent(
    { reportDocumentId, fallbackCharset: 'utf-8', open },
    maxBytes === undefined ? {} : { maxBytes },
  )
  let length = 0
  for await (const chunk of content.bytes(signal)) length += chunk.length
  return length
}
