import type { FileHandle } from 'node:fs/promises'
import { pipeline, Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { DocumentError } from '../content/document-error.ts'
import { inflateFault } from '../content/inflate.ts'
import { onDisk } from '../storage/disk-error.ts'
import type { Spool } from './temporary-file.ts'
import type { ZipEntry } from './zip-directory.ts'

/** Read and inflated at once. Bytes. */
const chunkSize = 262_144
/** A local header without its name and extra fields, which have lengths of their own. */
const headerLength = 30
const headerSignature = 0x04034b50

/**
 * Reads an entry of a ZIP archive, and makes sure that it has the size and the checksum that the directory says.
 *
 * @throws DocumentError `CORRUPT` or `TRUNCATED`; what has been delivered by then is not the whole entry.
 */
export async function* entryBytes(
  reportDocumentId: string,
  { file, bytes }: Spool,
  entry: ZipEntry,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const damaged = (why: string, cause?: unknown) => {
    const what = `an entry of the ZIP archive is damaged (${why}). What has been delivered of it is not whole.`
    return new DocumentError({ code: 'CORRUPT', reportDocumentId, what, cause })
  }
  const start = await dataStart(reportDocumentId, file, entry)
  if (start === undefined || start + entry.compressedSize > bytes) throw damaged('it does not lie where it should')
  const stored = slice(reportDocumentId, file, start, start + entry.compressedSize, signal)
  let size = 0
  let checksum = 0
  try {
    for await (const chunk of entry.deflated ? inflateRaw(stored) : stored) {
      size += chunk.length
      if (size > entry.size) throw damaged('it is longer than the directory says')
      checksum = crc32(chunk, checksum)
      yield chunk
      signal.throwIfAborted()
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw inflateFault(error) === undefined ? error : damaged('its compressed bytes make no sense', error)
  }
  if (size < entry.size) throw damaged('it is shorter than the directory says')
  if (checksum !== entry.crc32) throw damaged('its checksum is wrong')
}

async function dataStart(reportDocumentId: string, file: FileHandle, { at }: ZipEntry): Promise<number | undefined> {
  const header = Buffer.alloc(headerLength)
  const { bytesRead } = await onDisk(reportDocumentId, () => file.read(header, 0, headerLength, at))
  if (bytesRead < headerLength || header.readUInt32LE(0) !== headerSignature) return undefined
  return at + headerLength + header.readUInt16LE(26) + header.readUInt16LE(28)
}

async function* slice(
  reportDocumentId: string,
  file: FileHandle,
  start: number,
  end: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; ) {
    signal.throwIfAborted()
    const chunk = Buffer.allocUnsafeSlow(Math.min(chunkSize, end - at))
    const { bytesRead } = await onDisk(reportDocumentId, () => file.read(chunk, 0, chunk.length, at))
    if (bytesRead === 0) return
    at += bytesRead
    yield chunk.subarray(0, bytesRead)
  }
}

function inflateRaw(source: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(source), createInflateRaw({ chunkSize }), () => {})
}
