import type { ApiResponse } from './api-response.ts'
import type { Operation } from './operation.ts'

/** One of the attempts that a call makes. */
export interface Attempt {
  /** 1 for the first attempt. */
  readonly number: number
  readonly operation: Operation
  /** Aborts when the caller aborts, when the attempt times out, and at the deadline. */
  readonly signal: AbortSignal
  /** Set on the one attempt that follows a response saying that the credentials have expired or are not accepted. */
  readonly refused?: { readonly status: number } | undefined
}

/**
 * Adds credentials to a request. Either changes its headers and returns it, or returns another request to send instead.
 *
 * If it throws, nothing is sent. An error with `retryable: true` is retried first, except a `RequestError`, which has had
 * its own attempts. The error reaches the caller unchanged.
 */
export type Authorize = (
  request: globalThis.Request,
  attempt: Attempt,
) => globalThis.Request | Promise<globalThis.Request>

/** An attempt, with the fetch that its request must be sent through. */
export interface SendAttempt extends Attempt {
  /** Sends the request and reads the response. Always resolves to an empty 204. May be called once. */
  fetch(request: globalThis.Request): Promise<globalThis.Response>
}

/** Builds a new Request and passes it to `attempt.fetch`. Called once per attempt. */
export type Send = (attempt: SendAttempt) => Promise<unknown>

/** The result of one attempt. */
export type AttemptResult = AttemptSuccess | AttemptFailure

/** The attempt succeeded. */
interface AttemptSuccess {
  readonly response: ApiResponse<unknown>
}

/** The attempt failed. */
export interface AttemptFailure {
  readonly response?: never
  /** Thrown if no other attempt follows. */
  readonly error: unknown
  /** Whether another attempt is safe and may succeed. */
  readonly retryable: boolean
  /** The status, if a response arrived. */
  readonly status?: number | undefined
  /** Milliseconds to wait according to the service. */
  readonly retryAfter?: number | undefined
  /** The status, if the service did not accept the credentials. */
  readonly refused?: number | undefined
}
