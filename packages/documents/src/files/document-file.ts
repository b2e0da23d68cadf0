import { mkdir, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { DocumentError } from '../content/document-error.ts'
import { cancellableStream } from '../content/streams.ts'
import { onDisk } from '../storage/file-system.ts'
import { type SavedDocument, writeFile } from '../storage/write-file.ts'
import { entryBytes } from './entry-bytes.ts'
import type { TemporaryFile } from './temporary-file.ts'
import type { ZipEntry } from './zip-directory.ts'

/** A file in a document that is a ZIP archive. It can be read until the loop over `files()` ends. */
export interface DocumentFile {
  /** Path in the archive, with slashes. It never leads out of the folder it is unpacked into. */
  readonly name: string
  /** Number of bytes after inflating. */
  readonly size: number
  /** Reads the inflated bytes. */
  bytes(options?: { readonly signal?: AbortSignal | undefined }): ReadableStream<Uint8Array>
  /**
   * Writes the file atomically. Only its owner can read it.
   *
   * @param folderOrPath An existing folder, in which the file gets its own name; or the path of the file.
   * @throws DocumentError `UNSAFE_ENTRY` if another file of the archive was saved to the same path.
   */
  save(folderOrPath: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<SavedDocument>
}

/** What the files of one ZIP archive share. */
export interface OpenZip {
  readonly reportDocumentId: string
  readonly file: TemporaryFile
  /** Aborted when the loop over `files()` ends. */
  readonly signal: AbortSignal
  /** Paths to which files have been saved, or are being saved. */
  readonly savedPaths: Set<string>
}

export function documentFile(zip: OpenZip, entry: ZipEntry): DocumentFile {
  const { reportDocumentId } = zip
  const { name, size } = entry
  const withSignal = (signal: AbortSignal | undefined) => {
    zip.signal.throwIfAborted()
    return signal === undefined ? zip.signal : AbortSignal.any([zip.signal, signal])
  }
  return {
    name,
    size,
    bytes(options = {}) {
      const generate = (signal: AbortSignal) => entryBytes(reportDocumentId, zip.file, entry, signal)
      return cancellableStream(generate, withSignal(options.signal))
    },
    async save(folderOrPath, options = {}) {
      const signal = withSignal(options.signal)
      const path = (await isFolder(folderOrPath)) ? join(folderOrPath, ...name.split('/')) : folderOrPath
      if (path !== folderOrPath) await onDisk(reportDocumentId, () => mkdir(dirname(path), { recursive: true }))
      const open = async () => entryBytes(reportDocumentId, zip.file, entry, signal)
      return saveOnce(zip, path, () => writeFile(path, { reportDocumentId, open, signal }))
    },
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  )
}

/** Two entries can have the same name: one must not silently replace the other. A failed save can be repeated. */
async function saveOnce<T>(
  { reportDocumentId, savedPaths }: OpenZip,
  path: string,
  save: () => Promise<T>,
): Promise<T> {
  const absolutePath = resolve(path)
  if (savedPaths.has(absolutePath)) {
    const what = 'two files of the ZIP archive were saved to the same path. Save each to its own path.'
    throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
  }
  savedPaths.add(absolutePath)
  try {
    return await save()
  } catch (error) {
    savedPaths.delete(absolutePath)
    throw error
  }
}
