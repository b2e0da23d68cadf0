import type { Definition } from '../contract/load-contract.ts'
import { type Fields, joinPath } from '../input/fields.ts'

/** One key of `Fixtures`. */
export interface FixtureKey<Value> {
  /**
   * Validates a value without changing anything.
   *
   * @param fixtures All keys that are added together with this one.
   * @returns A function that adds the fixtures.
   * @throws TypeError that names the invalid field.
   */
  prepare(value: unknown, path: string, fixtures: Fields): () => void
  /** Only for type inference: the type of the key's value. */
  readonly value?: Value
}

/** Creates a {@link FixtureKey} from a function that validates a value and a function that adds it. */
export function fixtureKey<Value>(
  read: (value: unknown, path: string) => Value,
  add: (value: Value, fixtures: Fields) => void,
): FixtureKey<Value> {
  return {
    prepare: (value, path, fixtures) => {
      const validated = read(value, path)
      return () => add(validated, fixtures)
    },
  }
}

/**
 * Validates a fixture against its schema in the specification.
 *
 * @throws TypeError that names the invalid field.
 */
export function checkDefinition(definition: Definition, value: unknown, path: string): void {
  const [error] = definition.check(value)
  const unknown = definition.unknownField(value)
  if (unknown !== undefined) throw new TypeError(`Unknown field \`${joinPath(path, unknown)}\``)
  if (error === undefined) return
  if (error.keyword === 'required') {
    throw new TypeError(`${joinPath(path, String(error.params.missingProperty))} is missing`)
  }
  const field = error.instancePath.replaceAll(/\/(\d+)/g, '[$1]').replaceAll('/', '.')
  const choices = Array.isArray(error.params.allowedValues) ? `: ${error.params.allowedValues.join(', ')}` : ''
  throw new TypeError(`${path}${field} ${error.message ?? 'does not match the specification'}${choices}`)
}
