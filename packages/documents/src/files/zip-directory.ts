import type { FileHandle } from 'node:fs/promises'
import type { Entry, ZipFile } from 'yauzl'
import { DocumentError } from '../content/document-error.ts'
import { isTooMuch, tooLarge } from '../content/size-limit.ts'
import { checkEntryName } from './entry-name.ts'
import type { Spool } from './temporary-file.ts'

/** One file in a ZIP archive, and where its bytes lie. */
export interface ZipEntry {
  readonly name: string
  /** As the directory says it. */
  readonly size: number
  readonly compressedSize: number
  readonly deflated: boolean
  readonly crc32: number
  /** Where its local header lies. */
  readonly at: number
}

/** More entries than any archive of documents has. */
const mostEntries = 100_000
/** A local header without its name. */
const headerLength = 30

/**
 * Reads the central directory of a ZIP archive and judges all of it before any entry is opened: names, sizes, and that no
 * two entries lie over each other, which is how small files unpack to terabytes.
 *
 * @returns The files; folders are left out.
 * @throws DocumentError.
 * @see https://pkwaredownloads.blob.core.windows.net/pem/APPNOTE.txt
 */
export async function zipDirectory(
  reportDocumentId: string,
  spooled: Spool,
  maxBytes: number | undefined,
): Promise<ZipEntry[]> {
  const found: Entry[] = []
  try {
    const zip = await openZip(spooled)
    if (zip.entryCount > mostEntries) throw tooMany(reportDocumentId, zip.entryCount)
    for await (const entry of zip.eachEntry()) found.push(entry)
  } catch (cause) {
    if (cause instanceof DocumentError) throw cause
    if (/encrypt/.test(String(cause))) throw unreadable(reportDocumentId, 'encrypted')
    throw notZip(reportDocumentId, cause)
  }
  checkSizes(reportDocumentId, found, spooled.bytes, maxBytes)
  checkOverlaps(reportDocumentId, found, spooled.bytes)
  return found.flatMap((entry) => zipEntry(reportDocumentId, entry))
}

/** yauzl reads at whatever place the archive names; a place that is none must not reach the file system. */
async function openZip({ file, bytes }: Spool): Promise<ZipFile> {
  const { fromRandomAccessReaderPromise, RandomAccessReader } = (await import('yauzl')).default
  class SpoolReader extends RandomAccessReader {
    override read(
      buffer: Buffer,
      offset: number,
      length: number,
      position: number,
      callback: (error: Error | null, bytesRead?: number) => void,
    ): void {
      readAt(file, { buffer, offset, length, position, bytes }).then(
        (bytesRead) => callback(null, bytesRead),
        (error: unknown) => callback(error instanceof Error ? error : new Error('no bytes')),
      )
    }
  }
  const options = { autoClose: false, decodeStrings: false, validateEntrySizes: false }
  return fromRandomAccessReaderPromise(new SpoolReader(), bytes, options)
}

interface Place {
  readonly buffer: Buffer
  readonly offset: number
  readonly length: number
  readonly position: number
  readonly bytes: number
}

async function readAt(file: FileHandle, { buffer, offset, length, position, bytes }: Place): Promise<number> {
  if (!Number.isSafeInteger(position) || position < 0 || position + length > bytes) {
    throw new RangeError('the archive names a place outside of itself')
  }
  const { bytesRead } = await file.read(buffer, offset, length, position)
  return bytesRead
}

/** A folder is an entry whose name ends in a slash. It is judged like others, and left out. */
function zipEntry(reportDocumentId: string, entry: Entry): ZipEntry[] {
  const { name, folder } = checkEntryName(reportDocumentId, entry)
  if (folder) return []
  const { compressionMethod, uncompressedSize, compressedSize, crc32 } = entry
  if ((entry.generalPurposeBitFlag & 1) !== 0) throw unreadable(reportDocumentId, 'encrypted')
  if (compressionMethod !== 0 && compressionMethod !== 8) {
    throw unreadable(reportDocumentId, `compressed by method ${compressionMethod}, which is not known here`)
  }
  const at = entry.relativeOffsetOfLocalHeader
  return [{ name, size: uncompressedSize, compressedSize, deflated: compressionMethod === 8, crc32, at }]
}

function checkSizes(
  reportDocumentId: string,
  entries: readonly Entry[],
  stored: number,
  maxBytes: number | undefined,
): void {
  const size = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (isTooMuch(size, stored, maxBytes)) {
    throw tooLarge(reportDocumentId, `its entries unpack to ${size} bytes, from ${stored}`)
  }
}

/** Each entry must end before the next one begins, and all of them inside the archive. */
function checkOverlaps(reportDocumentId: string, entries: readonly Entry[], stored: number): void {
  const sorted = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  for (const [index, entry] of sorted.entries()) {
    const next = sorted[index + 1]?.relativeOffsetOfLocalHeader ?? stored
    const end = entry.relativeOffsetOfLocalHeader + headerLength + entry.fileNameLength + entry.compressedSize
    if (end > stored) throw notZip(reportDocumentId)
    if (end > next) {
      const what =
        'entries of the ZIP archive lie over each other, as in archives made to do harm. Use bytes() or save().'
      throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
    }
  }
}

function notZip(reportDocumentId: string, cause?: unknown): DocumentError {
  const what = 'it is no ZIP archive, or not a whole one. Use bytes() or save().'
  return new DocumentError({ code: 'NOT_ZIP', reportDocumentId, what, cause })
}

function tooMany(reportDocumentId: string, count: number): DocumentError {
  const what = `the ZIP archive has ${count} entries; ${mostEntries} are taken. Use bytes() or save().`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}

function unreadable(reportDocumentId: string, why: string): DocumentError {
  const what = `an entry of the ZIP archive is ${why}. Use bytes() or save(), and another program.`
  return new DocumentError({ code: 'UNREADABLE_ENTRY', reportDocumentId, what })
}
