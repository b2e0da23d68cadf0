import { type Bundle, resolveReference, type Schema } from '../generate/bundle.ts'

/** The keywords of a schema whose values are compared as they are. */
export const valueKeywords = [
  'type',
  'format',
  'pattern',
  'default',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const

const comparedKeywords = new Set<string>([
  ...valueKeywords,
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'deprecated',
  'enum',
  'items',
  'oneOf',
  'properties',
  'required',
  'x-nullable',
])

/** Returns the name of the schema that a reference refers to, unless keywords beside the reference change its meaning. */
export function nameOf(schema: Schema): string | undefined {
  if (schema.$ref === undefined || Object.keys(schema).some((keyword) => comparedKeywords.has(keyword)))
    return undefined
  return schema.$ref.split('/').at(-1)
}

/**
 * Writes a schema in one form: references resolved, `allOf` merged, `type` a sorted list that contains `null` for a nullable
 * schema, and `const` an enum.
 *
 * The references in its properties, items and alternatives are kept.
 */
export function mergeSchema(bundle: Bundle, schema: Schema): Schema {
  const { $ref, allOf, const: constant, 'x-nullable': nullable, ...own } = schema
  const parts = [...($ref === undefined ? [] : [{ $ref }]), ...((allOf as readonly Schema[] | undefined) ?? [])]
  const merged = parts
    .map((part) => mergeSchema(bundle, part.$ref === undefined ? part : resolveReference<Schema>(bundle, part)))
    .reduce<Schema>(combine, {})
  const result = combine(merged, constant === undefined ? own : { ...own, enum: [constant] })
  const types = typesOf(result, nullable === true)
  return types ? { ...result, type: types } : result
}

function combine(left: Schema, right: Schema): Schema {
  const properties = { ...left.properties, ...right.properties }
  const required = [...listOf(left.required), ...listOf(right.required)]
  return {
    ...left,
    ...right,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  }
}

function typesOf({ type, properties }: Schema, isNullable: boolean): string[] | undefined {
  const types = type === undefined && properties ? ['object'] : listOf(type)
  if (types.length === 0) return undefined
  return [...new Set(isNullable ? [...types, 'null'] : types)].sort()
}

function listOf(value: unknown): string[] {
  return value === undefined ? [] : ([value].flat() as string[])
}
