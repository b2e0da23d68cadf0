import { contentKeys, type DocumentContent, readDocumentContent } from './documents/document-content.ts'
import type { services } from './generated/services.ts'
import { amount, type Fields, fields, instant, list, text } from './input/fields.ts'
import { type Fault, type Faults, readFaults } from './server/faults.ts'
import { type FixtureKey, fixtureKey, type Service, type World } from './service/service-definition.ts'

/** A document that is set up. */
export type DocumentSeed = DocumentContent & { readonly reportDocumentId: string }

/** What every emulator can be fixtures, whatever its services. */
export interface CommonFixtures {
  /** Puts the clock to an ISO 8601 date and time; from there it goes on. */
  readonly now?: string
  readonly documents?: readonly DocumentSeed[]
  /** operationId → calls that the usage plan leaves to everybody. */
  readonly usage?: Readonly<Record<string, number>>
  /** Misbehaviours, each for the next request that it is meant for. */
  readonly faults?: readonly Fault[]
}

type OfServices = ReturnType<(typeof services)[number]['open']>['fixtures']
type KeysOf<Readers> = Readers extends unknown ? keyof Readers : never
type ValueOf<Readers, Key extends PropertyKey> =
  Readers extends Readonly<Record<Key, FixtureKey<infer Value>>> ? Value : never

/** The resources that the services can be fixtures. */
export type ServicesFixtures = { readonly [Key in KeysOf<OfServices>]?: ValueOf<OfServices, Key> }

/**
 * What stands before the next request. Entries are added to what is there; one with a known identifier takes the
 * other's place.
 */
export interface Fixtures extends CommonFixtures, ServicesFixtures {}

/** What `fixtures` changes. */
export interface FixtureTargets {
  readonly world: World
  readonly services: readonly Service[]
  readonly faults: Faults
  readonly operations: readonly string[]
}

/**
 * Sets up what stands before the next request. Everything is judged before anything is changed.
 *
 * @param fixtures A {@link Fixtures}; whatever else it is, is refused.
 * @throws TypeError that names the field which is wrong.
 */
export function applyFixtures(targets: FixtureTargets, fixtures: unknown): void {
  const keys = keysOf(targets)
  const values = fields(fixtures, 'fixtures', [...keys.keys()])
  const changes = [...keys].flatMap(([key, readers]) =>
    values[key] === undefined ? [] : prepareAll(readers, key, values),
  )
  for (const change of changes) change()
}

/**
 * A key that several services know is set up in each that can hold the value: a report with a schedule, for example, only
 * where there are schedules. That none can hold it is an error.
 */
function prepareAll(readers: readonly FixtureKey<unknown>[], key: string, fixtures: Fields): (() => void)[] {
  const refusals = new Set<string>()
  const changes = readers.flatMap((reader) => {
    try {
      return reader.prepare(fixtures[key], key, fixtures)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
      refusals.add(error.message)
      return []
    }
  })
  if (changes.length === 0) throw new TypeError([...refusals].join('; or, for another API, '))
  return changes
}

/** `now` comes first: the other resources look at the clock. */
function keysOf(targets: FixtureTargets): Map<string, FixtureKey<unknown>[]> {
  const keys = new Map<string, FixtureKey<unknown>[]>()
  for (const readers of [commonKeys(targets), ...targets.services.map(({ fixtures }) => fixtures)]) {
    for (const [key, reader] of Object.entries(readers)) keys.set(key, [...(keys.get(key) ?? []), reader])
  }
  return keys
}

function commonKeys({ world, faults, operations }: FixtureTargets): Record<keyof CommonFixtures, FixtureKey<unknown>> {
  const { clock, documents, usagePlans } = world
  return {
    now: fixtureKey(instant, (now) => clock.set(now)),
    documents: fixtureKey(readDocuments, (seeds) => {
      for (const { reportDocumentId, ...content } of seeds) documents.put(reportDocumentId, content, clock.now())
    }),
    usage: fixtureKey(
      (value, at) => readUsage(value, at, operations),
      (usage) => {
        for (const [operation, level] of usage) usagePlans.set(operation, level, clock.now())
      },
    ),
    faults: fixtureKey(
      (value, at) => readFaults(value, at, operations),
      (added) => faults.add(added),
    ),
  }
}

function readDocuments(value: unknown, at: string): DocumentSeed[] {
  return list(value, at, (item, place) => {
    const { reportDocumentId, ...content } = fields(item, place, ['reportDocumentId', ...contentKeys])
    const id = text(reportDocumentId, `${place}.reportDocumentId`)
    return { ...readDocumentContent(content, place), reportDocumentId: id }
  })
}

function readUsage(value: unknown, at: string, operations: readonly string[]): [operation: string, level: number][] {
  return Object.entries(fields(value, at, operations)).map(([operation, level]) => [
    operation,
    amount(level, `${at}.${operation}`, 'calls'),
  ])
}
