/** One column of a table. */
export interface Column {
  /** The name as it stands in the header; may be empty, and may stand there twice. */
  readonly name: string
  /** The property of a row that holds the column's cell: the name, made unique. */
  readonly key: string
}

/**
 * Gives each column of a header a key of its own. An empty name becomes `column 3` (counted from 1); a name that stands
 * there again becomes `name (2)`, `name (3)` and so on. No cell is lost because two columns share a name.
 */
export function nameColumns(header: readonly string[]): Column[] {
  const names = new Set(header)
  const taken = new Set<string>()
  const counts = new Map<string, number>()
  return header.map((name, index) => {
    const key = name !== '' && !taken.has(name) ? name : freeKey(name, index, { names, taken, counts })
    taken.add(key)
    return { name, key }
  })
}

interface Keys {
  readonly names: ReadonlySet<string>
  readonly taken: ReadonlySet<string>
  /** How far the numbers behind a name have come, so that a header of one name only does not cost its square. */
  readonly counts: Map<string, number>
}

/** A made-up key never equals a name that the header itself has. */
function freeKey(name: string, index: number, { names, taken, counts }: Keys): string {
  const base = name === '' ? `column ${index + 1}` : name
  if (name === '' && !names.has(base) && !taken.has(base)) return base
  for (let count = counts.get(base) ?? 2; ; count++) {
    const key = `${base} (${count})`
    if (names.has(key) || taken.has(key)) continue
    counts.set(base, count + 1)
    return key
  }
}
