import type { Entry } from 'yauzl'
import { DocumentError } from '../content/document-error.ts'

/** The extra field that holds a name in UTF-8 beside one in another charset. */
const unicodePath = 0x7075

/**
 * The name of an entry, if it stays inside the folder that it is unpacked into.
 *
 * @throws DocumentError `UNSAFE_ENTRY` for a name that is absolute, climbs out of its folder, or holds what a file system
 * may take for something else: backslashes, colons after a single letter, control characters.
 */
export function checkEntryName(reportDocumentId: string, entry: Entry): { name: string; folder: boolean } {
  const full = entryName(entry)
  const folder = full.endsWith('/') && full !== '/'
  const name = folder ? full.slice(0, -1) : full
  const why = unsafe(name)
  if (why === undefined) return { name, folder }
  const what = `the name of an entry in the ZIP archive ${why}. Nothing was unpacked: use bytes() or save().`
  throw new DocumentError({ code: 'UNSAFE_ENTRY', reportDocumentId, what })
}

function unsafe(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'is absolute'
  if (name.includes('\\')) return 'holds a backslash'
  if (/\p{Cc}/u.test(name)) return 'holds a control character'
  if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) return 'leads out of its folder'
  return undefined
}

/** In UTF-8 where the entry says so or where the bytes are that; otherwise a character for each byte. */
function entryName({ fileNameRaw, extraFields }: Entry): string {
  const other = extraFields.find(({ id, data }) => id === unicodePath && data.length > 5 && data[0] === 1)
  return decodeName(other === undefined ? fileNameRaw : other.data.subarray(5))
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
