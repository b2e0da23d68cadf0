/** How documents of other formats begin. No column's name begins like this. */
const beginnings: readonly (readonly [string, string])[] = [
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['<', 'XML'],
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
]

/**
 * Recognizes a document that is no table of tab-separated rows by the names of its columns; undefined for what may be
 * one. A few report types are comma-separated: read as this kind of table they would have one column.
 */
export function otherFormat(names: readonly string[]): string | undefined {
  const [first = ''] = names
  const text = first.trimStart()
  const found = beginnings.find(([beginning]) => text.startsWith(beginning))?.[1]
  if (found !== undefined) return found
  return names.length === 1 && first.includes(',') ? 'comma-separated' : undefined
}
