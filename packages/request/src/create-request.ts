import type { ApiResponse } from './api-response.ts'
import type { Send } from './attempt.ts'
import { callContext, settingsOf } from './call-context.ts'
import type { CallOptions } from './call-options.ts'
import { makeCall } from './make-call.ts'
import type { Operation } from './operation.ts'
import type { RequestOptions } from './request-options.ts'

/**
 * Makes one call: waits for the rate limit, authorizes, sends, and retries where that is safe.
 *
 * @param operation - the operation to call
 * @param send - builds a new Request and passes it to `attempt.fetch`. Called once per attempt.
 * @param options - signal, deadline, headers and so on
 * @returns the parsed body, the status, the headers and the request id
 * @throws RequestError, or its subclass ApiError, if the call has failed
 * @throws TypeError if an argument is invalid
 * @throws the reason of the signal once it aborts
 * @throws the error of `authorize` if that fails
 */
export type RequestFunction = (operation: Operation, send: Send, options?: CallOptions) => Promise<ApiResponse<unknown>>

/**
 * Creates the function through which calls are made.
 *
 * Calls are retried after a status 429 or 5xx, a network error, a timeout and an unreadable response, with a random pause
 * before each attempt and up to `attempts` attempts. An operation that is not idempotent is retried only if it was
 * certainly not carried out: after 429, or if no connection was made. After a 401, or a 403 that says "expired",
 * `authorize` is called once more to renew the credentials.
 *
 * @param options - credentials, rate limits, timeouts and so on. All of them are optional.
 * @throws TypeError if an option is invalid
 * @example
 * ```ts
 * import { createRequest, type Operation } from '@reportline/request'
 *
 * const request = createRequest({
 *   authorize: (outgoing) => {
 *     outgoing.headers.set('x-amz-access-token', process.env.ACCESS_TOKEN ?? '')
 *     return outgoing
 *   },
 * })
 * const operation: Operation = {
 *   id: 'getReports',
 *   method: 'GET',
 *   path: '/reports/2021-06-30/reports',
 *   rate: 0.0222,
 *   burst: 10,
 *   idempotent: true,
 * }
 * const url = 'https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports?reportTypes=GET_LEDGER_SUMMARY_VIEW_DATA'
 * const { body } = await request(operation, ({ fetch }) => fetch(new Request(url)))
 * console.log(body)
 * ```
 */
export function createRequest(options: RequestOptions = {}): RequestFunction {
  const settings = settingsOf(options)
  return async (operation, send, callOptions = {}) => makeCall(callContext(operation, send, settings, callOptions))
}
