import type { BoundOperation } from './bind-operation.ts'

/** An input, split as openapi-fetch wants it. */
export interface SplitInput {
  readonly params: {
    readonly path: Record<string, unknown>
    readonly query: Record<string, unknown>
    readonly header: Record<string, unknown>
  }
  readonly body?: unknown
}

/**
 * Sorts an input's keys into path, query, headers and body. What is undefined is left out.
 *
 * @throws TypeError for an input that is no object, an unknown key, a path parameter that is missing
 */
export function splitInput(operation: BoundOperation, input: unknown): SplitInput {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new TypeError(`${operation.id}: the input has to be an object`)
  }
  const rest = new Map(Object.entries(input).filter(([, value]) => value !== undefined))
  const { path, query, header } = operation.parameters
  const params = { path: take(rest, path), query: take(rest, query), header: take(rest, header) }
  checkPath(operation, params.path)
  if (operation.body === 'fields') return { params, body: Object.fromEntries(rest) }
  const body = rest.get('body')
  if (operation.body === 'whole') rest.delete('body')
  const [unknown] = rest.keys()
  if (unknown !== undefined) throw unknownKey(operation, unknown)
  return operation.body === 'whole' && body !== undefined ? { params, body } : { params }
}

function take(rest: Map<string, unknown>, names: readonly string[] = []): Record<string, unknown> {
  const taken = names.filter((name) => rest.has(name)).map((name) => [name, rest.get(name)])
  for (const name of names) rest.delete(name)
  return Object.fromEntries(taken)
}

/** An empty segment, `.` and `..` would make the URL that of another operation. */
function checkPath({ id, parameters }: BoundOperation, path: Record<string, unknown>): void {
  for (const name of parameters.path ?? []) {
    const value = path[name]
    if (value === undefined || value === null) throw new TypeError(`${id}: ${name} is missing`)
    if (['', '.', '..'].includes(String(value))) throw new TypeError(`${id}: ${name} may not be "${value}"`)
  }
}

function unknownKey({ id, parameters, body }: BoundOperation, key: string): TypeError {
  const { path = [], query = [], header = [] } = parameters
  const known = [...path, ...query, ...header, ...(body === 'whole' ? ['body'] : [])]
  return new TypeError(`${id}: unknown key "${key}"; it knows ${known.length > 0 ? known.join(', ') : 'none'}`)
}
