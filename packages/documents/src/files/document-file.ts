import { mkdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cancellableStream } from '../content/cancellable.ts'
import { DocumentError } from '../content/document-error.ts'
import { onDisk } from '../storage/disk-error.ts'
import { type SavedDocument, writeFile } from '../storage/write-file.ts'
import { entryBytes } from './entry-bytes.ts'
import type { Spool } from './temporary-file.ts'
import type { ZipEntry } from './zip-directory.ts'

/** A file in a document that is a ZIP archive. It can be read until the loop that gave it has ended. */
export interface DocumentFile {
  /** Its path in the archive, with slashes; it leads nowhere but down. */
  readonly name: string
  /** Its length when unpacked. Bytes. */
  readonly size: number
  bytes(options?: { readonly signal?: AbortSignal }): ReadableStream<Uint8Array>
  /**
   * Writes it into a file that only its owner may read, and that is there when it is whole.
   *
   * @param folderOrPath A folder that is there, in which it gets its own name; or the path of the file.
   */
  save(folderOrPath: string, options?: { readonly signal?: AbortSignal }): Promise<SavedDocument>
}

/** What the files of one reading of an archive share. */
export interface OpenArchive {
  readonly reportDocumentId: string
  readonly spooled: Spool
  /** Ends when the loop does. */
  readonly signal: AbortSignal
  /** Where files have been saved. */
  readonly saved: Set<string>
}

export function documentFile(archive: OpenArchive, entry: ZipEntry): DocumentFile {
  const { reportDocumentId, spooled } = archive
  const { name, size } = entry
  const ending = (signal: AbortSignal | undefined) => {
    archive.signal.throwIfAborted()
    return signal === undefined ? archive.signal : AbortSignal.any([archive.signal, signal])
  }
  return {
    name,
    size,
    bytes(options = {}) {
      const generate = (signal: AbortSignal) => entryBytes(reportDocumentId, spooled, entry, signal)
      return cancellableStream(generate, ending(options.signal))
    },
    async save(folderOrPath, options = {}) {
      const signal = ending(options.signal)
      const path = (await isFolder(folderOrPath)) ? join(folderOrPath, ...name.split('/')) : folderOrPath
      if (path !== folderOrPath) await onDisk(reportDocumentId, () => mkdir(dirname(path), { recursive: true }))
      claim(archive, path)
      const open = async () => entryBytes(reportDocumentId, spooled, entry, signal)
      return writeFile(path, { reportDocumentId, open, signal })
    },
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

/** Two entries may have one name: none of them is lost without a word. */
function claim({ reportDocumentId, saved }: OpenArchive, path: string): void {
  if (saved.has(path)) {
    const what = 'two entries of the ZIP archive were to be saved under one path. Give each a path of its own.'
    throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
  }
  saved.add(path)
}
