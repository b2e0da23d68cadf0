export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** Escapes a key for a JSON pointer in a URI fragment. */
export function token(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
}

/**
 * Returns the value at a JSON pointer.
 *
 * @throws Error if there is none.
 */
export function at(document: JsonObject, pointer: string): Json {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.reduce<Json>((value, key) => {
    const next = Array.isArray(value) ? (value[Number(key)] as Json | undefined) : object(value)[key]
    if (next === undefined) throw new Error(`There is no value at ${pointer}`)
    return next
  }, document)
}

/** Follows `$ref` from a pointer. Returns the pointer to the value, and the value. */
export function resolve(document: JsonObject, pointer: string): [string, JsonObject] {
  const value = object(at(document, pointer))
  return typeof value.$ref === 'string' ? resolve(document, value.$ref) : [pointer, value]
}

/** @throws Error if the value is not an object. */
export function object(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('Expected an object')
  return value as JsonObject
}
