import { lstat, mkdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
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
   * Writes the file atomically. Only its owner can read it, and only the owner can open the folders created for it.
   *
   * @param folderOrPath An existing folder, in which the file gets its own name; or the path of the file.
   * @throws DocumentError `UNSAFE_ENTRY` if another file of the archive was saved to the same path, or to one that is the
   *   same on Windows or macOS, where case does not count; and if a folder of the path is a symbolic link.
   */
  save(folderOrPath: string, options?: { readonly signal?: AbortSignal | undefined }): Promise<SavedDocument>
}

/** What the files of one ZIP archive share. */
export interface OpenZip {
  readonly reportDocumentId: string
  readonly file: TemporaryFile
  /** Aborted when the loop over `files()` ends. */
  readonly signal: AbortSignal
  /** Paths to which files have been saved, or are being saved, see `pathKey`. */
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
      const path = (await isFolder(folderOrPath))
        ? await pathInFolder(reportDocumentId, folderOrPath, name.split('/'))
        : folderOrPath
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

/**
 * Creates the folders of an entry in a folder. A symbolic link among them could lead anywhere.
 *
 * @returns the path of the entry
 * @throws DocumentError `UNSAFE_ENTRY` for a symbolic link, or `DISK`.
 */
async function pathInFolder(reportDocumentId: string, folder: string, parts: readonly string[]): Promise<string> {
  let path = folder
  for (const part of parts.slice(0, -1)) {
    path = join(path, part)
    const stats = await onDisk(reportDocumentId, async () => {
      await mkdir(path, { mode: 0o700 }).catch(ignoreExisting)
      return lstat(path)
    })
    if (stats.isSymbolicLink()) {
      const what =
        'a folder of a file in the ZIP archive is a symbolic link. Remove the link, or save to another folder.'
      throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
    }
  }
  return join(path, ...parts.slice(-1))
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}

/** Returns the same key for all paths that can be the same file on Windows or macOS. */
function pathKey(path: string): string {
  return resolve(path)
    .normalize()
    .toLowerCase()
    .replace(/[. ]+(?=[/\\]|$)/g, '')
}

/** Two entries can have the same name: one must not silently replace the other. A failed save can be repeated. */
async function saveOnce<T>(
  { reportDocumentId, savedPaths }: OpenZip,
  path: string,
  save: () => Promise<T>,
): Promise<T> {
  const key = pathKey(path)
  if (savedPaths.has(key)) {
    const what =
      'two files of the ZIP archive were saved to the same path, or to paths that differ only in case. Save each to its own path.'
    throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
  }
  savedPaths.add(key)
  try {
    return await save()
  } catch (error) {
    savedPaths.delete(key)
    throw error
  }
}
