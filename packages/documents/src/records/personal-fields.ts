import { lettersOf } from '../rows/match-columns.ts'
import type { RecordObject, RecordValue } from './records-parser.ts'

/** Removes personal data from the records of a document, and remembers what it removed. */
export class PersonalFields {
  readonly #personal: ReadonlySet<string>
  /** Whether a property holds personal data, by its name. */
  readonly #isPersonal = new Map<string, boolean>()
  readonly #dropped = new Set<string>()

  /** @param names Names of properties or elements. They match whatever their case, prefix, hyphens and spaces. */
  constructor(names: readonly string[]) {
    this.#personal = new Set(names.map(lettersOf))
  }

  /** Names of the properties that were removed. */
  get dropped(): readonly string[] {
    return [...this.#dropped]
  }

  /** Returns a copy without the personal properties, at any depth. */
  remove(record: RecordObject): RecordObject {
    const entries = Object.entries(record).filter(([key]) => !this.#drops(key))
    return Object.fromEntries(entries.map(([key, value]) => [key, this.#removeFrom(value)]))
  }

  #removeFrom(value: RecordValue): RecordValue {
    if (typeof value !== 'object' || value === null) return value
    return isList(value) ? value.map((item) => this.#removeFrom(item)) : this.remove(value)
  }

  #drops(key: string): boolean {
    const known = this.#isPersonal.get(key)
    const isPersonal = known ?? this.#personal.has(lettersOf(key.slice(key.indexOf(':') + 1)))
    if (known === undefined && this.#isPersonal.size < maxNames) this.#isPersonal.set(key, isPersonal)
    if (isPersonal && this.#dropped.size < maxNames) this.#dropped.add(key)
    return isPersonal
  }
}

/** Maximum number of names that are remembered: a damaged document may have millions. */
const maxNames = 1_000

function isList(value: RecordValue): value is readonly RecordValue[] {
  return Array.isArray(value)
}
