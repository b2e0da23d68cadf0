/** How documents of other formats start. No column name starts like this. */
const signatures: readonly (readonly [string, string])[] = [
  ['{', 'JSON'],
  ['[', 'JSON'],
  ['<', 'XML'],
  ['%PDF', 'PDF'],
  ['PK\u0003\u0004', 'a ZIP archive or a spreadsheet'],
]

/** Detects a document that is not a table by the start of its header. Returns undefined if it may be a table. */
export function nonTableFormat(header: string): string | undefined {
  const text = header.trimStart()
  return signatures.find(([signature]) => text.startsWith(signature))?.[1]
}
