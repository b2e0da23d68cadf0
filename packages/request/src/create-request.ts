import type { ApiResponse } from './api-response.ts'
import type { Send } from './attempt.ts'
import { callContext } from './call-context.ts'
import type { CallOptions } from './call-options.ts'
import { makeCall } from './make-call.ts'
import type { Operation } from './operation.ts'
import type { RequestOptions } from './request-options.ts'
import { settingsOf } from './settings.ts'

/**
 * Makes one call: waits for its turn, sends, judges, tries again where that can do no harm.
 *
 * @param send - builds one fresh Request per attempt and hands it to `attempt.fetch`
 * @throws RequestError, and its subclass ApiError, when the call has failed
 * @throws TypeError for a caller's mistake
 * @throws the signal's reason once it aborts
 * @throws whatever `authorize` throws
 */
export type RequestFunction = (operation: Operation, send: Send, options?: CallOptions) => Promise<ApiResponse<unknown>>

/**
 * Makes the function that every call goes through.
 *
 * It sends again after 429, 5xx, a network fault, a time-out and a broken answer, with a pause of random length, and
 * at most `attempts` times in all. An operation that is not idempotent is sent again only where it surely was not
 * carried out: after 429, or when no connection was made. After 401, and 403 that says "expired", `authorize` is asked
 * once to renew.
 *
 * @throws TypeError for an option that cannot be worked with
 */
export function createRequest(options: RequestOptions = {}): RequestFunction {
  const settings = settingsOf(options)
  return async (operation, send, callOptions = {}) => makeCall(callContext(operation, send, settings, callOptions))
}
