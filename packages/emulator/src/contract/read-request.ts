import type { OperationRow, ParameterLocation, SchemaError, Validator } from './compiled-contract.ts'
import { errorsOf } from './errors-of.ts'
import { fromWire } from './from-wire.ts'

/** A request as it came. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: string
}

/** A request that keeps the contract. */
export interface Accepted {
  /** From path, query and headers, by name, with the specification's defaults. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Names of the query parameters that the caller sent, in the specification's order. */
  readonly sent: readonly string[]
  readonly body: unknown
}

/** How a request breaks the contract. */
export type Violation =
  | { readonly kind: 'media-type' }
  /** Something required is not there. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  /** Something does not fit its schema. */
  | { readonly kind: 'unfit'; readonly errors: readonly SchemaError[] }

export type Reading = { readonly accepted: Accepted } | { readonly violation: Violation }

const locations: readonly ParameterLocation[] = ['path', 'query', 'header']

/** Reads and judges a request by the specification alone. */
export function readRequest(row: OperationRow, validators: (name: string) => Validator, parts: RequestParts): Reading {
  const found = { path: parts.path, query: fromQuery(row, parts.query), header: fromHeaders(row, parts.headers) }
  const errors = locations.flatMap((location) => errorsOf(validators(row.validate[location]), found[location]))
  const body = readBody(row, validators, parts)
  if (body === 'media-type') return { violation: { kind: 'media-type' } }
  const violation = violationOf([...errors, ...body.errors])
  if (violation !== undefined) return { violation }
  const given = { ...found.path, ...found.query, ...found.header }
  return { accepted: { parameters: { ...defaults(row), ...given }, sent: Object.keys(found.query), body: body.value } }
}

function fromQuery(row: OperationRow, query: URLSearchParams): Record<string, unknown> {
  const present = row.parameters.filter((parameter) => parameter.in === 'query' && query.has(parameter.name))
  return Object.fromEntries(
    present.map(({ name, type, items }) => {
      const values = query.getAll(name).map((text) => fromWire(text, type, items))
      // A parameter that comes twice is a list of values where the schema wants one value.
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

function fromHeaders(row: OperationRow, headers: Headers): Record<string, unknown> {
  return Object.fromEntries(
    row.parameters.flatMap(({ in: location, name, type, items }) => {
      const text = location === 'header' ? headers.get(name) : null
      return text === null ? [] : [[name, fromWire(text, type, items)]]
    }),
  )
}

function defaults(row: OperationRow): Record<string, unknown> {
  return Object.fromEntries(
    row.parameters.flatMap((parameter) => ('default' in parameter ? [[parameter.name, parameter.default]] : [])),
  )
}

interface Body {
  readonly value: unknown
  readonly errors: readonly SchemaError[]
}

function readBody(
  { body: row }: OperationRow,
  validators: (name: string) => Validator,
  { headers, body }: RequestParts,
): Body | 'media-type' {
  if (row === undefined || (body === '' && !row.required)) return { value: undefined, errors: [] }
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''
  const validator = Object.hasOwn(row.validate, type) ? row.validate[type] : undefined
  if (validator === undefined) return 'media-type'
  const value = parseBody(body, type)
  if (value === undefined) return { value, errors: [unreadable] }
  return { value, errors: errorsOf(validators(validator), value) }
}

/** A body that is not there is read as one without fields, so that the schema tells what it lacks. */
function parseBody(text: string, type: string): unknown {
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text))
  if (text === '') return {}
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const unreadable: SchemaError = { instancePath: '', keyword: 'parse', params: {}, message: 'is not JSON' }

function violationOf(errors: readonly SchemaError[]): Violation | undefined {
  if (errors.length === 0) return undefined
  const missing = errors.flatMap((error) => missingName(error) ?? [])
  return missing.length > 0 ? { kind: 'missing', names: missing } : { kind: 'unfit', errors }
}

/** What the request as a whole lacks; what lacks deeper inside does not fit, but is not missing. */
function missingName({ keyword, instancePath, params }: SchemaError): string | undefined {
  if (instancePath !== '') return undefined
  if (keyword === 'required') return String(params.missingProperty)
  return keyword === 'discriminator' && params.tagValue === undefined ? String(params.tag) : undefined
}
