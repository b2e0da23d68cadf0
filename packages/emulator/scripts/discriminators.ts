import { type Json, type JsonObject, object, resolve } from './json-pointer.ts'

/**
 * Adds a discriminator to every `oneOf` whose branches differ in a constant property. A value is then validated against
 * its own branch only, and the errors do not mention the requirements of the other branches.
 */
export function withDiscriminators(document: JsonObject): JsonObject {
  const marked = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(marked)
    if (typeof value !== 'object' || value === null) return value
    const inner = Object.fromEntries(Object.entries(value as JsonObject).map(([key, member]) => [key, marked(member)]))
    const propertyName = Array.isArray(inner.oneOf) ? constantOf(document, inner.oneOf) : undefined
    return propertyName === undefined ? inner : { type: 'object', ...inner, discriminator: { propertyName } }
  }
  return object(marked(document))
}

function constantOf(document: JsonObject, branches: readonly Json[]): string | undefined {
  const constants = branches.map((branch) => {
    const reference = object(branch).$ref
    const schema = typeof reference === 'string' ? resolve(document, reference)[1] : object(branch)
    const properties = Object.entries(object(schema.properties ?? {}))
    return properties.filter(([, property]) => 'const' in object(property)).map(([name]) => name)
  })
  return constants[0]?.find((name) => constants.every((names) => names.includes(name)))
}
