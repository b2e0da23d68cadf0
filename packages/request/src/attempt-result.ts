import type { ApiResponse } from './api-response.ts'

/** The result of one attempt. */
export type AttemptResult = AttemptSuccess | AttemptFailure

/** The attempt succeeded. */
export interface AttemptSuccess {
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
