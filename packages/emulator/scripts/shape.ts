import type { Shape } from '../src/contract/shape.ts'
import { at, type Json, type JsonObject, object } from './json-pointer.ts'

/**
 * Returns the fields that a schema describes, those of all its alternatives included. An object that may have any fields has
 * no shape.
 */
export function shapeOf(document: JsonObject, schema: JsonObject): Shape {
  const { $ref, properties, items, additionalProperties = false } = schema
  const parts = ['allOf', 'oneOf', 'anyOf'].flatMap((keyword) => (schema[keyword] ?? []) as readonly Json[])
  if (typeof $ref === 'string') parts.push(at(document, $ref))
  const shapes = parts.map((part) => shapeOf(document, object(part)))
  if (items !== undefined) shapes.push({ items: shapeOf(document, object(items)) })
  if (properties !== undefined && additionalProperties === false) {
    const entries = Object.entries(object(properties))
    shapes.push({
      properties: Object.fromEntries(entries.map(([name, one]) => [name, shapeOf(document, object(one))])),
    })
  }
  return shapes.reduce(merge, {})
}

function merge(one: Shape, other: Shape): Shape {
  const items = one.items && other.items ? merge(one.items, other.items) : (one.items ?? other.items)
  const properties = { ...one.properties }
  for (const [name, shape] of Object.entries(other.properties ?? {})) {
    properties[name] = merge(properties[name] ?? {}, shape)
  }
  return { ...(items && { items }), ...((one.properties ?? other.properties) && { properties }) }
}
