import { crc32 } from 'node:zlib'
import type { Entry } from 'yauzl'
import { DocumentError } from '../content/document-error.ts'

/** Extra field with a UTF-8 path for an entry whose name uses another charset. */
const unicodePathField = 0x7075
/** Bytes of that field before the path: its version, and the CRC-32 of the name that it stands for. */
const unicodePathStart = 5

/** Names of devices on Windows, with any extension. */
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d\u00b9\u00b2\u00b3]) *(?:\.|$)/i

/**
 * Returns the name of an entry if it stays inside the folder it is unpacked into.
 *
 * @throws DocumentError `UNSAFE_ENTRY` for a name that is absolute, that leads out of its folder, that contains a
 * backslash, a colon or a control character, or that is a device on Windows.
 */
export function checkEntryName(reportDocumentId: string, entry: Entry): { name: string; isFolder: boolean } {
  const fullName = entryName(entry)
  const isFolder = fullName.endsWith('/') && fullName !== '/'
  const name = isFolder ? fullName.slice(0, -1) : fullName
  const problem = findProblem(name)
  if (problem === undefined) return { name, isFolder }
  const what = `the name of an entry in the ZIP archive ${problem}. Nothing was unpacked. Use bytes() or save().`
  throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
}

function findProblem(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'is absolute'
  if (name.includes('\\')) return 'contains a backslash'
  if (/\p{Cc}/u.test(name)) return 'contains a control character'
  if (name.includes(':')) return 'contains a colon'
  const parts = name.split('/')
  if (parts.some((part) => part === '..' || part === '.' || part === '')) return 'leads out of its folder'
  if (parts.some((part) => deviceName.test(part))) return 'is a device on Windows'
  return undefined
}

/** Returns the UTF-8 path of an entry if it is meant for the entry's name, and otherwise that name. */
function entryName({ fileNameRaw, extraFields }: Entry): string {
  const unicodePath = extraFields.find(
    ({ id, data }) =>
      id === unicodePathField &&
      data.length > unicodePathStart &&
      data[0] === 1 &&
      data.readUInt32LE(1) === crc32(fileNameRaw),
  )
  return decodeName(unicodePath === undefined ? fileNameRaw : unicodePath.data.subarray(unicodePathStart))
}

/** Decodes a name as UTF-8 if it is valid UTF-8, and otherwise as Latin-1. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
