import type { FileHandle } from 'node:fs/promises'
import type { Entry, ZipFile } from 'yauzl'
import { DocumentError } from '../content/document-error.ts'
import { exceedsLimit, tooLarge } from '../content/size-limit.ts'
import { checkEntryName } from './entry-name.ts'
import type { TemporaryFile } from './temporary-file.ts'

/** A file in a ZIP archive, as the directory declares it. */
export interface ZipEntry {
  readonly name: string
  /** Number of bytes after inflating. */
  readonly size: number
  readonly compressedSize: number
  readonly deflated: boolean
  readonly crc32: number
  /** Offset of the local file header in the archive. */
  readonly headerOffset: number
}

/** More entries than any document has. */
const maxEntries = 100_000
/** How the entries of the directory start. */
const entrySignature = 0x02014b50
/** Bytes of a local file header without its name. */
const localHeaderLength = 30

/**
 * Reads the central directory of a ZIP archive and checks all of it before any entry is opened: the names, the sizes, and
 * that entries do not overlap, which is how a small archive can inflate to terabytes.
 *
 * @param maxBytes Maximum number of inflated bytes of all files together.
 * @returns The files, without the folders.
 * @throws DocumentError `NOT_ZIP`, `TOO_LARGE`, `UNSAFE_ENTRY` or `UNREADABLE_ENTRY`.
 * @see https://pkwaredownloads.blob.core.windows.net/pem/APPNOTE.txt
 */
export async function zipDirectory(
  reportDocumentId: string,
  file: TemporaryFile,
  maxBytes: number | undefined,
): Promise<ZipEntry[]> {
  const entries = await readEntries(reportDocumentId, file)
  checkSizes(reportDocumentId, entries, file.bytes, maxBytes)
  checkOverlaps(reportDocumentId, entries, file.bytes)
  return entries.flatMap((entry) => zipEntry(reportDocumentId, entry))
}

async function readEntries(reportDocumentId: string, file: TemporaryFile): Promise<Entry[]> {
  const entries: Entry[] = []
  try {
    const zip = await openZip(file)
    if (zip.entryCount > maxEntries) throw tooManyEntries(reportDocumentId, zip.entryCount)
    for await (const entry of zip.eachEntry()) entries.push(entry)
    // The type definitions of yauzl have the wrong type. It is the offset after the last entry.
    if (await isEntry(file, Number(zip.readEntryCursor))) throw moreEntries(reportDocumentId, entries.length)
    return entries
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause
    if (/encrypt/.test(String(cause))) throw unreadable(reportDocumentId, 'encrypted')
    throw notZip(reportDocumentId, cause)
  }
}

/** yauzl reads at any offset that the archive names. An invalid offset must not reach the file system. */
async function openZip({ handle, bytes }: TemporaryFile): Promise<ZipFile> {
  const { fromRandomAccessReaderPromise, RandomAccessReader } = (await import('yauzl')).default
  class FileReader extends RandomAccessReader {
    override read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytesRead?: number) => void,
    ): void {
      readWithin(bytes, handle, { buffer, offset, length, position }).then(
        (bytesRead) => callback(null, bytesRead),
        (error: unknown) => callback(error instanceof Error ? error : new Error('the file could not be read')),
      )
    }
  }
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  return fromRandomAccessReaderPromise(new FileReader(), bytes, options)
}

/** Returns whether an entry of the directory starts at an offset. */
async function isEntry({ handle, bytes }: TemporaryFile, position: number): Promise<boolean> {
  const buffer = Buffer.alloc(4)
  if (position + buffer.length > bytes) return false
  await readWithin(bytes, handle, { buffer, offset: 0, length: buffer.length, position })
  return buffer.readUInt32LE(0) === entrySignature
}

interface Read {
  readonly buffer: Buffer
  readonly offset: number
  readonly length: number
  readonly position: number
}

async function readWithin(fileSize: number, handle: FileHandle, read: Read): Promise<number> {
  const { buffer, offset, length, position } = read
  if (!Number.isSafeInteger(position) || position < 0 || position + length > fileSize) {
    throw new RangeError('the archive contains an offset outside of itself')
  }
  const { bytesRead } = await handle.read(buffer, offset, length, position)
  return bytesRead
}

/** An entry whose name ends in a slash is a folder. Its name is checked too, but it is not returned. */
function zipEntry(reportDocumentId: string, entry: Entry): ZipEntry[] {
  const { name, isFolder } = checkEntryName(reportDocumentId, entry)
  if (isFolder) return []
  const { compressionMethod, uncompressedSize, compressedSize, crc32 } = entry
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw unreadable(reportDocumentId, 'encrypted')
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    throw unreadable(reportDocumentId, `compressed with method ${compressionMethod}, which is not supported`)
  }
  const headerOffset = entry.relativeOffsetOfLocalHeader
  return [{ name, size: uncompressedSize, compressedSize, deflated: compressionMethod === 8, crc32, headerOffset }]
}

function checkSizes(
  reportDocumentId: string,
  entries: readonly Entry[],
  archiveSize: number,
  maxBytes: number | undefined,
): void {
  const size = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (exceedsLimit(size, archiveSize, maxBytes)) {
    throw tooLarge(reportDocumentId, `its ${archiveSize} bytes inflate to ${size} bytes`)
  }
}

/** Each entry must end before the next one starts, and all of them inside the archive. */
function checkOverlaps(reportDocumentId: string, entries: readonly Entry[], archiveSize: number): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1]?.relativeOffsetOfLocalHeader ?? archiveSize
    const end = entry.relativeOffsetOfLocalHeader + localHeaderLength + entry.fileNameLength + entry.compressedSize
    if (end > archiveSize) throw notZip(reportDocumentId)
    if (end > next) {
      const what = 'entries of the ZIP archive overlap, as in a decompression bomb. Use bytes() or save().'
      throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
    }
  }
}

function notZip(reportDocumentId: string, cause?: unknown): DocumentError {
  const what = 'it is not a ZIP archive, or it is damaged. Use bytes() or save().'
  return new DocumentError({ code: 'NOT_ZIP', reportDocumentId, what, cause })
}

function moreEntries(reportDocumentId: string, count: number): DocumentError {
  const what = `the ZIP archive has more entries than the ${count} that it declares. Use bytes() or save().`
  return new DocumentError({ code: 'NOT_ZIP', reportDocumentId, what })
}

function tooManyEntries(reportDocumentId: string, count: number): DocumentError {
  const what = `the ZIP archive has ${count} entries. At most ${maxEntries} are supported. Use bytes() or save().`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}

function unreadable(reportDocumentId: string, why: string): DocumentError {
  const what = `an entry of the ZIP archive is ${why}. Use bytes() or save(), and unpack it with another program.`
  return new DocumentError({ code: 'UNREADABLE_ENTRY', reportDocumentId, what })
}
