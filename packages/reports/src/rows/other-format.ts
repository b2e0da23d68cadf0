/** How documents of other formats begin. No column's name begins like this. */
const beginnings: readonly (readonly [string, string])[] = [
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['<', 'XML'],
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
]

/** Recognizes a document that is no table by the beginning of its first line; undefined for what may be one. */
export function otherFormat(firstLine: string): string | undefined {
  const text = firstLine.trimStart()
  return beginnings.find(([beginning]) => text.startsWith(beginning))?.[1]
}
