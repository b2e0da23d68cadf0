export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/** One key as a part of a JSON pointer inside a URI fragment. */
export function token(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))
}

/** @throws Error when nothing stands at the pointer. */
export function at(document: JsonObject, pointer: string): Json {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
  return keys.reduce<Json>((value, key) => {
    const next = Array.isArray(value) ? (value[Number(key)] as Json | undefined) : object(value)[key]
    if (next === undefined) throw new Error(`${pointer}: nothing stands there`)
    return next
  }, document)
}

/** Follows `$ref` from a pointer to where the value really stands. */
export function resolve(document: JsonObject, pointer: string): [string, JsonObject] {
  const value = object(at(document, pointer))
  return typeof value.$ref === 'string' ? resolve(document, value.$ref) : [pointer, value]
}

/** @throws Error when the value is no object. */
export function object(value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('an object was expected')
  return value as JsonObject
}
