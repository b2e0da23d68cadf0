import { type DocumentFixture, documentKeys, readDocumentContent } from '../documents/document-content.ts'
import {
  type Fields,
  invalidField,
  readInstant,
  readList,
  readNonNegative,
  readObject,
  readString,
} from '../input/fields.ts'
import { type FixtureKey, fixtureKey } from '../services/fixture-key.ts'
import type { Service } from '../services/service-definition.ts'
import { clockRange } from '../state/clock.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { type Fault, type Faults, readFaults } from './faults.ts'

/** Fixtures that do not belong to a service. */
export interface CommonFixtures {
  /** Sets the clock to an ISO 8601 date and time. It continues to run from there. */
  readonly now?: string
  readonly documents?: readonly DocumentFixture[]
  /** operationId → the number of calls that the usage plan still allows every caller. */
  readonly usage?: Readonly<Record<string, number>>
  /** Each fault applies to the next request that matches it. */
  readonly faults?: readonly Fault[]
}

/** What fixtures change. */
export interface FixtureTargets {
  readonly state: EmulatorState
  readonly services: readonly Service[]
  readonly faults: Faults
  readonly operations: readonly string[]
}

/**
 * Adds fixtures. Everything is validated before anything is changed.
 *
 * @param fixtures An object of the type `Fixtures`.
 * @throws TypeError that names the invalid field.
 */
export function applyFixtures(targets: FixtureTargets, fixtures: unknown): void {
  const keys = keysOf(targets)
  const values = readObject(fixtures, 'fixtures', [...keys.keys()])
  const changes = [...keys].flatMap(([key, readers]) =>
    values[key] === undefined ? [] : prepareAll(readers, key, values),
  )
  for (const change of changes) change()
}

/**
 * Prepares a key that several services have. The value is added to each service that accepts it: a report with a
 * schedule, for example, only to the service that has schedules. At least one service must accept it.
 */
function prepareAll(readers: readonly FixtureKey<unknown>[], key: string, fixtures: Fields): (() => void)[] {
  const errors = new Set<string>()
  const changes = readers.flatMap((reader) => {
    try {
      return reader.prepare(fixtures[key], key, fixtures)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      errors.add(error.message)
      return []
    }
  })
  if (changes.length === 0) throw new TypeError([...errors].join('; or, for another API, '))
  return changes
}

/** `now` is the first key, because the other fixtures depend on the clock. */
function keysOf(targets: FixtureTargets): Map<string, FixtureKey<unknown>[]> {
  const keys = new Map<string, FixtureKey<unknown>[]>()
  for (const readers of [commonKeys(targets), ...targets.services.map(({ fixtures }) => fixtures)]) {
    for (const [key, reader] of Object.entries(readers)) keys.set(key, [...(keys.get(key) ?? []), reader])
  }
  return keys
}

function commonKeys({ state, faults, operations }: FixtureTargets): Record<keyof CommonFixtures, FixtureKey<unknown>> {
  const { clock, documents, usagePlans } = state
  return {
    now: fixtureKey(readNow, (now) => clock.set(now)),
    documents: fixtureKey(readDocuments, (added) => {
      for (const { reportDocumentId, ...content } of added) documents.put(reportDocumentId, content, clock.now())
    }),
    usage: fixtureKey(
      (value, path) => readUsage(value, path, operations),
      (usage) => {
        for (const [operation, level] of usage) usagePlans.set(operation, level, clock.now())
      },
    ),
    faults: fixtureKey(
      (value, path) => readFaults(value, path, operations),
      (added) => faults.add(added),
    ),
  }
}

function readNow(value: unknown, path: string): number {
  const now = readInstant(value, path)
  const { start, end, text } = clockRange
  if (now >= start && now < end) return now
  throw invalidField(path, `from ${text.start} to ${text.end}`, value)
}

function readDocuments(value: unknown, path: string): DocumentFixture[] {
  return readList(value, path, (item, itemPath) => {
    const { reportDocumentId, ...content } = readObject(item, itemPath, ['reportDocumentId', ...documentKeys])
    const id = readString(reportDocumentId, `${itemPath}.reportDocumentId`)
    return { ...readDocumentContent(content, itemPath), reportDocumentId: id }
  })
}

function readUsage(value: unknown, path: string, operations: readonly string[]): [operation: string, level: number][] {
  return Object.entries(readObject(value, path, operations)).map(([operation, level]) => [
    operation,
    readNonNegative(level, `${path}.${operation}`, 'calls'),
  ])
}
