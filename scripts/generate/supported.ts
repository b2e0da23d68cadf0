import type { Bundle, LocatedOperation, Schema } from './bundle.ts'
import { listOperations, packagesOf, resolveReference } from './bundle.ts'

/** The schema keywords that the generated types and clients support. */
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

/** Other exports of the types package, whose names a schema must not have. */
const reservedNames = new Set(['components', 'operations', 'paths'])

/**
 * Finds the parts of a bundle that the generator does not support.
 *
 * @returns one sentence for each part, with its location in the bundle
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
  return /^3\.1\./.test(bundle.openapi) ? [] : [`openapi: unsupported version ${bundle.openapi}. Use 3.1`]
}

function checkName(name: string): string[] {
  if (!identifier.test(name)) return [`components.schemas.${name}: the name is not a TypeScript identifier`]
  if (reservedNames.has(name))
    return [`components.schemas.${name}: reserved name. The types package has another export of that name`]
  return []
}

function checkOperationIds(operations: readonly LocatedOperation[]): string[] {
  const seen = new Map<string, string>()
  return operations.flatMap(({ path, method, operation }) => {
    const location = `${method.toUpperCase()} ${path}`
    const id = operation.operationId
    if (!id || !identifier.test(id)) return [`${location}: operationId ${id} is not a TypeScript identifier`]
    if (id === 'raw') return [`${location}: operationId raw is reserved for the underlying openapi-fetch client`]
    const other = seen.get(id)
    seen.set(id, location)
    return other ? [`${location}: operationId ${id} is already used by ${other}`] : []
  })
}

function checkSchema(location: string, schema: Schema): string[] {
  const unknown = Object.keys(schema)
    .filter((keyword) => !schemaKeywords.has(keyword) && !keyword.startsWith('x-'))
    .map((keyword) => `${location}: unsupported schema keyword ${keyword}`)
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
    ...children.flatMap(([step, child]) => (isSchema(child) ? checkSchema(`${location}.${step}`, child) : [])),
  ]
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null
}

function checkParameters({ operation, parameters }: LocatedOperation): string[] {
  const seen = new Map<string, string>()
  return parameters.flatMap((parameter) => {
    const location = `${operation.operationId}, parameter ${parameter.name}`
    const other = seen.get(parameter.name)
    seen.set(parameter.name, parameter.in)
    if (other && other !== parameter.in)
      return [`${location}: exists in ${other} and in ${parameter.in}, but the input object needs unique names`]
    if (!['path', 'query', 'header'].includes(parameter.in))
      return [`${location}: unsupported parameter in ${parameter.in}`]
    if (parameter.content) return [`${location}: unsupported parameter with content. Use schema instead`]
    return checkSerialisation(location, parameter.in, parameter.style, parameter.explode, parameter.schema)
  })
}

function checkSerialisation(
  location: string,
  parameterIn: string,
  style?: string,
  explode?: boolean,
  schema?: Schema,
): string[] {
  const expected = parameterIn === 'query' ? 'form' : 'simple'
  if (style !== undefined && style !== expected) return [`${location}: unsupported style ${style}. Use ${expected}`]
  if (parameterIn === 'query' && isArray(schema) && explode !== false) {
    return [`${location}: arrays in the query are sent comma-separated. Set explode: false`]
  }
  return schema ? checkSchema(location, schema) : [`${location}: missing schema`]
}

function isArray(schema: Schema | undefined): boolean {
  return schema?.type === 'array' || schema?.items !== undefined
}

function checkMediaTypes(bundle: Bundle, { operation }: LocatedOperation): string[] {
  const allowed = new Set(['application/json'])
  // An API without a generated client may also have form bodies.
  if (!packagesOf(bundle).includes('client')) allowed.add('application/x-www-form-urlencoded')
  const body = operation.requestBody && resolveReference(bundle, operation.requestBody)
  const responses = Object.entries(operation.responses).map(([status, response]): [string, object] => {
    const { content } = resolveReference<{ content?: object }>(bundle, response as { content?: object })
    return [`response ${status}`, content ?? {}]
  })
  return [['request body', body?.content ?? {}] as [string, object], ...responses].flatMap(([location, content]) =>
    Object.keys(content)
      .filter((type) => !allowed.has(type))
      .map((type) => `${operation.operationId}, ${location}: unsupported media type ${type}`),
  )
}
