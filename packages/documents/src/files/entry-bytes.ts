import type { FileHandle } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { DocumentError } from '../content/document-error.ts'
import { inflateErrorCode } from '../content/inflate.ts'
import { onDisk } from '../storage/file-system.ts'
import type { TemporaryFile } from './temporary-file.ts'
import type { ZipEntry } from './zip-directory.ts'

/** Bytes read and inflated at a time. */
const chunkSize = 262_144
/** Bytes of a local file header without its name and extra fields, which vary in length. */
const localHeaderLength = 30
const localHeaderSignature = 0x04034b50

/**
 * Reads an entry of a ZIP archive and verifies the size and the checksum that the directory declares.
 *
 * @throws DocumentError `CORRUPT` if the entry is damaged. The data returned so far is incomplete then.
 */
export async function* entryBytes(
  reportDocumentId: string,
  zip: TemporaryFile,
  entry: ZipEntry,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let size = 0
  let checksum = 0
  try {
    signal.throwIfAborted()
    for await (const chunk of inflatedBytes(reportDocumentId, zip, entry, signal)) {
      size += chunk.length
      if (size > entry.size) throw damaged(reportDocumentId, 'it is longer than the directory declares')
      checksum = crc32(chunk, checksum)
      yield chunk
      signal.throwIfAborted()
    }
  } catch (error) {
    // The end of the loop over files() closes the file: an error of the file system only follows from that.
    if (signal.aborted) throw signal.reason
    if (inflateErrorCode(error) === undefined) throw error
    throw damaged(reportDocumentId, 'its compressed bytes are invalid', error)
  }
  if (size < entry.size) throw damaged(reportDocumentId, 'it is shorter than the directory declares')
  if (checksum !== entry.crc32) throw damaged(reportDocumentId, 'its checksum is wrong')
}

async function* inflatedBytes(
  reportDocumentId: string,
  { handle, bytes }: TemporaryFile,
  entry: ZipEntry,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const start = await dataOffset(reportDocumentId, handle, entry)
  if (start === undefined || start + entry.compressedSize > bytes) {
    throw damaged(reportDocumentId, 'the directory declares a wrong offset')
  }
  const stored = slice(reportDocumentId, handle, start, start + entry.compressedSize, signal)
  for await (const chunk of entry.deflated ? inflateRaw(stored) : stored) yield chunk
}

/** Returns where the data of an entry starts, or undefined if there is no local file header. */
async function dataOffset(
  reportDocumentId: string,
  handle: FileHandle,
  { headerOffset }: ZipEntry,
): Promise<number | undefined> {
  const header = Buffer.alloc(localHeaderLength)
  const { bytesRead } = await onDisk(reportDocumentId, () => handle.read(header, 0, localHeaderLength, headerOffset))
  if (bytesRead < localHeaderLength || header.readUInt32LE(0) !== localHeaderSignature) return undefined
  return headerOffset + localHeaderLength + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function* slice(
  reportDocumentId: string,
  handle: FileHandle,
  start: number,
  end: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let position = start; position < end; ) {
    signal.throwIfAborted()
    const chunk = Buffer.allocUnsafeSlow(Math.min(chunkSize, end - position))
    const { bytesRead } = await onDisk(reportDocumentId, () => handle.read(chunk, 0, chunk.length, position))
    if (bytesRead === 0) return
    position += bytesRead
    yield chunk.subarray(0, bytesRead)
  }
}

function inflateRaw(source: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(source), createInflateRaw({ chunkSize }), () => {})
}

function damaged(reportDocumentId: string, why: string, cause?: unknown): DocumentError {
  const what = `an entry of the ZIP archive is damaged (${why}). The data returned so far is incomplete.`
  return new DocumentError({ code: 'CORRUPT', reportDocumentId, what, cause })
}
