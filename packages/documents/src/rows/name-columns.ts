/** A column of a table. */
export interface Column {
  /** The name in the header. It may be empty, and it may occur more than once. */
  readonly name: string
  /** The property of a row with the column's cell: the name, made unique. */
  readonly key: string
}

/**
 * Gives each column of a header a unique key, so that no cell is lost if two columns have the same name. An empty name
 * becomes `column 3` (counted from 1). A repeated name becomes `name (2)`, `name (3)` and so on.
 */
export function nameColumns(header: readonly string[]): Column[] {
  const names = new Set(header)
  const used = new Set<string>()
  const counts = new Map<string, number>()
  return header.map((name, index) => {
    const key = name !== '' && !used.has(name) ? name : uniqueKey(name, index, { names, used, counts })
    used.add(key)
    return { name, key }
  })
}

interface Keys {
  readonly names: ReadonlySet<string>
  readonly used: ReadonlySet<string>
  /** The next number to try for a name. Without it, a header that repeats one name would take quadratic time. */
  readonly counts: Map<string, number>
}

/** A generated key never equals a name in the header. */
function uniqueKey(name: string, index: number, { names, used, counts }: Keys): string {
  const base = name === '' ? `column ${index + 1}` : name
  if (name === '' && !names.has(base) && !used.has(base)) return base
  for (let count = counts.get(base) ?? 2; ; count++) {
    const key = `${base} (${count})`
    if (names.has(key) || used.has(key)) continue
    counts.set(base, count + 1)
    return key
  }
}
