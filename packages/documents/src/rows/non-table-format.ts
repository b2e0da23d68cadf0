/** How documents of other formats begin. No column's name begins like this. */
const beginnings: readonly (readonly [string, string])[] = [
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['<', 'XML'],
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
]

/** Recognizes a document that is no table by how its header begins; undefined for what may be one. */
export function otherFormat(header: string): string | undefined {
  const text = header.trimStart()
  return beginnings.find(([beginning]) => text.startsWith(beginning))?.[1]
}
