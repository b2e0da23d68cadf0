import type { Bundle, LocatedOperation, Schema } from './bundle.ts'
import { listOperations, packagesOf, resolveReference } from './bundle.ts'

/** The schema keywords whose meaning the generated types and the client keep. */
const schemaKeywords = new Set([
  '$ref',
  'additionalProperties',
  'allOf',
  'anyOf',
  'const',
  'default',
  'deprecated',
  'description',
  'enum',
  'example',
  'examples',
  'exclusiveMaximum',
  'exclusiveMinimum',
  'format',
  'items',
  'maxItems',
  'maxLength',
  'maximum',
  'minItems',
  'minLength',
  'minimum',
  'oneOf',
  'pattern',
  'properties',
  'required',
  'title',
  'type',
  'uniqueItems',
])

const identifier = /^[A-Za-z_$][\w$]*$/

/** Names of the types package that a schema may not take. */
const takenNames = new Set(['components', 'operations', 'paths'])

/**
 * Finds everything in a bundle that the generator would have to drop or bend.
 *
 * @returns one sentence for each finding, with the place; an empty list when all can be generated
 */
export function findUnsupported(bundle: Bundle): string[] {
  const operations = listOperations(bundle)
  const schemas = Object.entries(bundle.components?.schemas ?? {})
  return [
    ...checkVersion(bundle),
    ...schemas.flatMap(([name, schema]) => [...checkName(name), ...checkSchema(`components.schemas.${name}`, schema)]),
    ...checkOperationIds(operations),
    ...operations.flatMap((located) => [...checkParameters(located), ...checkMediaTypes(bundle, located)]),
  ]
}

function checkVersion(bundle: Bundle): string[] {
  return /^3\.1\./.test(bundle.openapi)
    ? []
    : [`openapi: ${bundle.openapi} is not 3.1; other versions lose parts silently`]
}

function checkName(name: string): string[] {
  if (!identifier.test(name)) return [`components.schemas.${name}: the name is no TypeScript identifier`]
  if (takenNames.has(name)) return [`components.schemas.${name}: the types package has an export of that name already`]
  return []
}

function checkOperationIds(operations: readonly LocatedOperation[]): string[] {
  const seen = new Map<string, string>()
  return operations.flatMap(({ path, method, operation }) => {
    const place = `${method.toUpperCase()} ${path}`
    const id = operation.operationId
    if (!id || !identifier.test(id)) return [`${place}: operationId ${id} is no TypeScript identifier`]
    if (id === 'raw') return [`${place}: operationId raw is the client's own name for the openapi-fetch client`]
    const other = seen.get(id)
    seen.set(id, place)
    return other ? [`${place}: operationId ${id} is taken by ${other}`] : []
  })
}

function checkSchema(place: string, schema: Schema): string[] {
  const unknown = Object.keys(schema)
    .filter((keyword) => !schemaKeywords.has(keyword) && !keyword.startsWith('x-'))
    .map((keyword) => `${place}: the schema keyword ${keyword} is not handled`)
  const children: [string, unknown][] = [
    ...Object.entries(schema.properties ?? {}).map(([name, one]): [string, unknown] => [`properties.${name}`, one]),
    ['items', schema.items],
    ['additionalProperties', schema.additionalProperties],
    ...['allOf', 'anyOf', 'oneOf'].flatMap((keyword) =>
      ((schema[keyword] as unknown[] | undefined) ?? []).map((one, index): [string, unknown] => [
        `${keyword}.${index}`,
        one,
      ]),
    ),
  ]
  return [
    ...unknown,
    ...children.flatMap(([step, child]) => (isSchema(child) ? checkSchema(`${place}.${step}`, child) : [])),
  ]
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}

function checkParameters({ operation, parameters }: LocatedOperation): string[] {
  const places = new Map<string, string>()
  return parameters.flatMap((parameter) => {
    const place = `${operation.operationId}, parameter ${parameter.name}`
    const other = places.get(parameter.name)
    places.set(parameter.name, parameter.in)
    if (other && other !== parameter.in)
      return [`${place}: stands in ${other} and in ${parameter.in}; one flat input cannot tell them apart`]
    if (!['path', 'query', 'header'].includes(parameter.in))
      return [`${place}: parameters in ${parameter.in} are not handled`]
    if (parameter.content) return [`${place}: parameters with content are not handled, give it a schema`]
    return checkSerialisation(place, parameter.in, parameter.style, parameter.explode, parameter.schema)
  })
}

function checkSerialisation(
  place: string,
  location: string,
  style?: string,
  explode?: boolean,
  schema?: Schema,
): string[] {
  const expected = location === 'query' ? 'form' : 'simple'
  if (style !== undefined && style !== expected) return [`${place}: style ${style} is not handled, only ${expected}`]
  if (location === 'query' && isArray(schema) && explode !== false) {
    return [`${place}: lists in a query are sent comma-separated, so it needs explode: false`]
  }
  return schema ? checkSchema(place, schema) : [`${place}: has no schema`]
}

function isArray(schema: Schema | undefined): boolean {
  return schema?.type === 'array' || schema?.items !== undefined
}

function checkMediaTypes(bundle: Bundle, { operation }: LocatedOperation): string[] {
  const allowed = new Set(['application/json'])
  // A types-only API may take forms: nothing is sent by generated code.
  if (!packagesOf(bundle).includes('client')) allowed.add('application/x-www-form-urlencoded')
  const body = operation.requestBody && resolveReference(bundle, operation.requestBody)
  const responses = Object.entries(operation.responses).map(([status, response]): [string, object] => {
    const { content } = resolveReference<{ content?: object }>(bundle, response as { content?: object })
    return [`response ${status}`, content ?? {}]
  })
  return [['request body', body?.content ?? {}] as [string, object], ...responses].flatMap(([place, content]) =>
    Object.keys(content)
      .filter((type) => !allowed.has(type))
      .map((type) => `${operation.operationId}, ${place}: the media type ${type} is not handled`),
  )
}
