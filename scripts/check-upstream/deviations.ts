import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { type Difference, formatDifference, isSame } from './difference.ts'

/** A difference that a deviation note explains. A part of `at` may be `*`, which matches any part. */
export interface ExplainedDifference extends Difference {
  /** The file name of the note. */
  readonly note: string
}

/** The differences of a model, split by the deviation notes. */
export interface Explanation {
  /** The differences that no note explains. */
  readonly unexplained: readonly Difference[]
  /** The entries of notes for which there is no difference. */
  readonly unused: readonly ExplainedDifference[]
}

/** The part of a note that lists differences: a block of YAML. */
const listedDifferences = /^```yaml\n(differences:.*?)^```$/ms

/**
 * Reads the differences that the deviation notes of a specification list, each note in a block of YAML.
 *
 * @param folder the `deviations` folder of the specification
 * @throws Error if an entry has no `at`, neither `model` nor `specification`, or another field
 */
export function readDeviations(folder: string): ExplainedDifference[] {
  const notes = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.md')) : []
  return notes.sort().flatMap((name) => readNote(join(folder, name)))
}

function readNote(path: string): ExplainedDifference[] {
  const [, block] = listedDifferences.exec(readFileSync(path, 'utf8')) ?? []
  if (block === undefined) return []
  const { differences } = parse(block) as { differences: unknown }
  if (!Array.isArray(differences)) throw new Error(`${path}: \`differences\` is not a list`)
  return differences.map((entry: unknown, index) => {
    if (!isDifference(entry)) {
      throw new Error(
        `${path}: differences[${index}] must have \`at\`, and \`model\` or \`specification\` or both, and nothing else`,
      )
    }
    return { ...entry, note: basename(path) }
  })
}

function isDifference(entry: unknown): entry is Difference {
  if (typeof entry !== 'object' || entry === null || !('at' in entry) || typeof entry.at !== 'string') return false
  const others = Object.keys(entry).filter((key) => key !== 'at')
  return others.length > 0 && others.every((key) => key === 'model' || key === 'specification')
}

/** Finds the differences that no entry explains, and the entries that explain none. */
export function explainDifferences(
  differences: readonly Difference[],
  entries: readonly ExplainedDifference[],
): Explanation {
  return {
    unexplained: differences.filter((difference) => !entries.some((entry) => explains(entry, difference))),
    unused: entries.filter((entry) => !differences.some((difference) => explains(entry, difference))),
  }
}

function explains(entry: ExplainedDifference, { at, model, specification }: Difference): boolean {
  return matches(entry.at, at) && isSame(entry.model, model) && isSame(entry.specification, specification)
}

function matches(pattern: string, at: string): boolean {
  const [expected, actual] = [pattern.split('.'), at.split('.')]
  return expected.length === actual.length && expected.every((part, index) => part === '*' || part === actual[index])
}

/** Writes an entry with the name of its note. */
export function formatEntry(entry: ExplainedDifference): string {
  return `${entry.note}: ${formatDifference(entry)}`
}
