import type { ApiResponse } from './api-response.ts'
import type { Send } from './attempt.ts'
import type { BoundOperation } from './bound-operation.ts'
import type { CallOptions } from './call-options.ts'
import type { RequestFunction } from './create-request.ts'
import type { Call } from './method.ts'
import { splitInput } from './split-input.ts'

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
