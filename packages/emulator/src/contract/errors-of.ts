import type { SchemaError, Validator } from './compiled-contract.ts'

/** What a compiled validator has to say about a value; nothing if it fits. */
export function errorsOf(validator: Validator, value: unknown): readonly SchemaError[] {
  return validator(value) ? [] : (validator.errors ?? [])
}
