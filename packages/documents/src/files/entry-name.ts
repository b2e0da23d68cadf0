import type { Entry } from 'yauzl'
import { DocumentError } from '../content/document-error.ts'

/** Extra field with a UTF-8 path for an entry whose name uses another charset. */
const unicodePathField = 0x7075

/**
 * Returns the name of an entry if it stays inside the folder it is unpacked into.
 *
 * @throws DocumentError `UNSAFE_ENTRY` for a name that is absolute, that leads out of its folder, or that contains a
 * backslash, a drive letter or a control character.
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
  if (name.split('/').some((part) => part === '..' || part === '.' || part === '')) return 'leads out of its folder'
  return undefined
}

/** Decodes the name as UTF-8 if it is valid UTF-8, and otherwise as Latin-1. */
function entryName({ fileNameRaw, extraFields }: Entry): string {
  const unicodePath = extraFields.find(({ id, data }) => id === unicodePathField && data.length > 5 && data[0] === 1)
  return decodeName(unicodePath === undefined ? fileNameRaw : unicodePath.data.subarray(5))
}

function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('latin1')
  }
}
