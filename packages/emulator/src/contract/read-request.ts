import { parseJson } from '../input/json.ts'
import {
  type OperationRow,
  type ParameterLocation,
  type SchemaError,
  schemaErrors,
  type Validator,
} from './compiled-contract.ts'
import { fromWire } from './from-wire.ts'
import { withoutUnknownFields } from './shape.ts'

/** The parts of a request that the specification describes. */
export interface RequestParts {
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Headers
  readonly body: string
}

/** A valid request. */
export interface ValidRequest {
  /** Path, query and header parameters by name, with the specification's defaults. */
  readonly parameters: Readonly<Record<string, unknown>>
  /** Names of the query parameters that the caller sent, in the specification's order. */
  readonly sent: readonly string[]
  /** Without the fields that the specification does not have. */
  readonly body: unknown
}

/** How a request violates the specification. */
export type Violation =
  | { readonly kind: 'media-type' }
  /** Required parameters or fields are missing. */
  | { readonly kind: 'missing'; readonly names: readonly string[] }
  /** Values do not match their schemas. */
  | { readonly kind: 'invalid'; readonly errors: readonly SchemaError[] }

export type ReadResult = { readonly valid: ValidRequest } | { readonly violation: Violation }

const locations: readonly ParameterLocation[] = ['path', 'query', 'header']

/** Parses a request and validates it against the specification. */
export function readRequest(
  row: OperationRow,
  validators: (name: string) => Validator,
  parts: RequestParts,
): ReadResult {
  const found = { path: parts.path, query: fromQuery(row, parts.query), header: fromHeaders(row, parts.headers) }
  const errors = locations.flatMap((location) => schemaErrors(validators(row.validate[location]), found[location]))
  const body = readBody(row, validators, parts)
  if (body === 'media-type') return { violation: { kind: 'media-type' } }
  const violation = violationOf([...errors, ...body.errors])
  if (violation !== undefined) return { violation }
  const parameters = { ...defaults(row), ...found.path, ...found.query, ...found.header }
  return { valid: { parameters, sent: Object.keys(found.query), body: body.value } }
}

function fromQuery(row: OperationRow, query: URLSearchParams): Record<string, unknown> {
  const present = row.parameters.filter((parameter) => parameter.in === 'query' && query.has(parameter.name))
  return Object.fromEntries(
    present.map(({ name, type, items }) => {
      const values = query.getAll(name).map((value) => fromWire(value, type, items))
      // A repeated parameter becomes a list, which a schema for a single value rejects.
      return [name, values.length === 1 ? values[0] : values]
    }),
  )
}

function fromHeaders(row: OperationRow, headers: Headers): Record<string, unknown> {
  return Object.fromEntries(
    row.parameters.flatMap(({ in: location, name, type, items }) => {
      const value = location === 'header' ? headers.get(name) : null
      return value === null ? [] : [[name, fromWire(value, type, items)]]
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
  if (value === undefined) return { value, errors: [notJson] }
  // Amazon accepts unknown fields. They are removed here, so that no operation stores them.
  return {
    value: withoutUnknownFields(value, row.shape[type] ?? {}),
    errors: schemaErrors(validators(validator), value),
  }
}

/** Parses an empty body as an object without fields, so that the schema reports the missing fields. */
function parseBody(body: string, type: string): unknown {
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body))
  if (body === '') return {}
  try {
    return parseJson(body)
  } catch {
    return undefined
  }
}

/** The body is not JSON, or nested too deeply. */
const notJson: SchemaError = { instancePath: '', keyword: 'parse', params: {}, message: 'is not JSON' }

function violationOf(errors: readonly SchemaError[]): Violation | undefined {
  if (errors.length === 0) return undefined
  const missing = errors.flatMap((error) => missingName(error) ?? [])
  return missing.length > 0 ? { kind: 'missing', names: missing } : { kind: 'invalid', errors }
}

/** Returns the name of a missing top-level field. A missing nested field counts as invalid instead. */
function missingName({ keyword, instancePath, params }: SchemaError): string | undefined {
  if (instancePath !== '') return undefined
  if (keyword === 'required') return String(params.missingProperty)
  return keyword === 'discriminator' && params.tagValue === undefined ? String(params.tag) : undefined
}
