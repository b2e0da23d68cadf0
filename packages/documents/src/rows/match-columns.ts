import { columnTranslations } from '@reportline/report-types'

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

/** How columns are matched with names. */
interface MatchOptions {
  /** Whether `names` is the complete list of the columns of such a document, in its order. */
  readonly isComplete?: boolean | undefined
}

/** English column names by the letters of their translations. */
let translations: ReadonlyMap<string, readonly string[]> | undefined

/** Created on first use: it takes longer than importing the rest of the package. */
function translationsByLetters(): ReadonlyMap<string, readonly string[]> {
  const byLetters = new Map<string, string[]>()
  for (const [name, others] of Object.entries(columnTranslations)) {
    for (const letters of others.map(lettersOf)) byLetters.set(letters, [...(byLetters.get(letters) ?? []), name])
  }
  return byLetters
}

/**
 * Finds the name of each column among `names`. The header may write a name with other capital letters, spaces, hyphens or
 * quotation marks, or in another language. Without a match by name, a complete list of names is matched by position if it
 * has as many names as the header, and if each column with a match has the position of its name.
 *
 * @returns For each column its name, or undefined if it has none of them.
 */
export function matchColumns(
  columns: readonly Column[],
  names: readonly string[],
  { isComplete = false }: MatchOptions = {},
): (string | undefined)[] {
  const matches = matchByName(columns, names)
  const named = columns.findLastIndex(({ name }) => name.trim() !== '') + 1
  const isInOrder =
    named === names.length && matches.every((name, index) => name === undefined || name === names[index])
  if (!isComplete || !isInOrder) return matches
  return matches.map((name, index) => name ?? names[index])
}

function matchByName(columns: readonly Column[], names: readonly string[]): (string | undefined)[] {
  const exact = new Set(names)
  const byLetters = new Map<string, string | undefined>()
  for (const name of names) {
    const letters = lettersOf(name)
    // Of two names with the same letters, neither can be meant.
    byLetters.set(letters, byLetters.has(letters) ? undefined : name)
  }
  translations ??= translationsByLetters()
  const known = translations
  return columns.map(({ key, name }) => {
    if (exact.has(key)) return key
    if (exact.has(name)) return name
    const letters = lettersOf(name)
    if (letters === '') return undefined
    const translated = (known.get(letters) ?? []).filter((english) => byLetters.has(lettersOf(english)))
    return (
      byLetters.get(letters) ?? (translated.length === 1 ? byLetters.get(lettersOf(translated[0] ?? '')) : undefined)
    )
  })
}

/** Returns the letters and digits of a name, in lower case. */
export function lettersOf(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
