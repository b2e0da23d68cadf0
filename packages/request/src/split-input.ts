import type { BoundOperation } from './bound-operation.ts'

/** An input in the form that openapi-fetch expects. */
export interface SplitInput {
  readonly params: {
    readonly path: Record<string, unknown>
    readonly query: Record<string, unknown>
    readonly header: Record<string, unknown>
  }
  readonly body?: unknown
}

/**
 * Sorts the keys of an input into path, query, headers and body. Undefined values are left out.
 *
 * @throws TypeError if the input is not an object, has an unknown key or lacks a path parameter
 */
export function splitInput(operation: BoundOperation, input: unknown): SplitInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new TypeError(`${operation.id}: the input must be an object`)
  }
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const { path, query, header } = operation.parameters
  const params = { path: take(rest, path), query: take(rest, query), header: take(rest, header) }
  checkPath(operation, params.path)
  if (operation.body === 'fields') return { params, body: Object.fromEntries(rest) }
  const body = rest.get('body')
  if (operation.body === 'whole') rest.delete('body')
  const [unknown] = rest.keys()
  if (unknown !== undefined) throw unknownField(operation, unknown)
  return operation.body === 'whole' && body !== undefined ? { params, body } : { params }
}

function take(rest: Map<string, unknown>, names: readonly string[] = []): Record<string, unknown> {
  const taken = names.filter((name) => rest.has(name)).map((name) => [name, rest.get(name)])
  for (const name of names) rest.delete(name)
  return Object.fromEntries(taken)
}

/** Rejects an empty segment, `.` and `..`, because the URL would be that of another operation. */
function checkPath({ id, parameters }: BoundOperation, path: Record<string, unknown>): void {
  for (const name of parameters.path ?? []) {
    const value = path[name]
    if (value === undefined || value === null) throw new TypeError(`${id}: ${name} is missing`)
    if (['', '.', '..'].includes(String(value))) throw new TypeError(`${id}: ${name} must not be "${value}"`)
  }
}

function unknownField({ id, parameters, body }: BoundOperation, field: string): TypeError {
  const { path = [], query = [], header = [] } = parameters
  const known = [...path, ...query, ...header, ...(body === 'whole' ? ['body'] : [])]
  const expected = known.length > 0 ? `Expected one of: ${known.join(', ')}.` : 'The operation has no fields.'
  return new TypeError(`${id}: unknown field \`${field}\`. ${expected}`)
}
