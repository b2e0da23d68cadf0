import type { ApiResponse } from './api-response.ts'
import type { Send } from './attempt.ts'
import type { CallOptions } from './call-options.ts'
import type { RequestFunction } from './create-request.ts'
import type { Call } from './method.ts'
import type { Operation } from './operation.ts'

/** The `request` method of an openapi-fetch client. That of any typed client is assignable. */
export type RawRequest = (method: never, path: never, init: never) => Promise<unknown>

/** A method without specific types. */
export type UntypedMethod = (input?: Readonly<Record<string, unknown>>, options?: CallOptions) => Call<unknown>

type LooseRequest = (method: string, path: string, init: object) => Promise<unknown>

/**
 * Creates the method of an operation. The method sorts the keys of its input into path, query, headers and body, lets
 * openapi-fetch build a Request for each attempt, and sends it through `request`.
 *
 * The method rejects with a TypeError if the input is not an object, has an unknown key or lacks a path parameter, and
 * with the errors of `RequestFunction`. If the body consists of fields, every other key is a field of it and none is
 * unknown.
 *
 * @typeParam Bound - the type of the method, usually `Method<operations['…']>`. It is not checked.
 * @param request - the function of `createRequest`
 * @param raw - `client.request` of an openapi-fetch client
 * @param operation - the operation, and where the keys of its input belong
 * @example
 * ```ts
 * import { bindOperation, createRequest } from '@reportline/request'
 * import createClient from 'openapi-fetch'
 *
 * const raw = createClient({ baseUrl: 'https://sellingpartnerapi-eu.amazon.com' })
 * const getReport = bindOperation(createRequest(), raw.request, {
 *   id: 'getReport',
 *   method: 'GET',
 *   path: '/reports/2021-06-30/reports/{reportId}',
 *   rate: 2,
 *   burst: 15,
 *   idempotent: true,
 *   parameters: { path: ['reportId'] },
 * })
 * const { body, requestId } = await getReport({ reportId: '1' }).withResponse()
 * console.log(requestId, body)
 * ```
 */
export function bindOperation<Bound = UntypedMethod>(
  request: RequestFunction,
  raw: RawRequest,
  operation: BoundOperation,
): Bound {
  const loose = raw as LooseRequest
  const method: UntypedMethod = (input = {}, options) => {
    const call = async () => {
      const parts = splitInput(operation, input)
      // The signal of the attempt is left out, because a Request that follows a signal is slow. `fetch` receives it.
      const send: Send = ({ fetch }) => loose(operation.method, operation.path, { ...parts, fetch })
      return request(operation, send, options)
    }
    return toCall(call())
  }
  return method as Bound
}

function toCall(response: Promise<ApiResponse<unknown>>): Call<unknown> {
  const body = response.then((each) => each.body)
  return Object.assign(body, {
    withResponse: () => {
      // The caller handles a failure of the response. Without this, the body would be an unhandled rejection.
      body.catch(() => {})
      return response
    },
  })
}

/** An input in the form that openapi-fetch expects. */
interface SplitInput {
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
function splitInput(operation: BoundOperation, input: unknown): SplitInput {
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

/** An operation, and where the keys of its input belong. */
export interface BoundOperation extends Operation {
  /** The names of the parameters, by location. */
  readonly parameters: {
    readonly path?: readonly string[] | undefined
    readonly query?: readonly string[] | undefined
    readonly header?: readonly string[] | undefined
  }
  /**
   * `fields`: the other keys of the input are the body. `whole`: the key `body` of the input is the body. Absent: the
   * operation has no body.
   */
  readonly body?: 'fields' | 'whole' | undefined
}
