import { isDeepStrictEqual } from 'node:util'
import type { ServiceResponse } from '../service-definition.ts'
import { payError } from './pay-errors.ts'

interface StoredResponse {
  readonly request: unknown
  readonly response: ServiceResponse
}

/**
 * Stores the response for each idempotency key. That a repeated request gets the first response, and a different request
 * with the same key an error, is assumed.
 */
export class Idempotency {
  readonly #stored = new Map<string, StoredResponse>()

  /**
   * Executes a request, unless it was already executed with the same key.
   *
   * @param operation The same key is independent for each operation.
   * @param request The content of the request without the key.
   */
  once(operation: string, key: string | undefined, request: unknown, execute: () => ServiceResponse): ServiceResponse {
    if (key === undefined) return execute()
    const name = `${operation} ${key}`
    const stored = this.#stored.get(name)
    if (stored === undefined) {
      const response = execute()
      if (response.status < 300) this.#stored.set(name, { request, response })
      return response
    }
    if (isDeepStrictEqual(stored.request, request)) return stored.response
    return payError(400, 'DuplicateIdempotencyKey', 'The idempotency key was already used for a different request.')
  }
}
