import type { ApiResponse } from './api-response.ts'

/** What came of one attempt. */
export type AttemptResult = AttemptSuccess | AttemptFailure

/** The answer is there. */
export interface AttemptSuccess {
  readonly answer: ApiResponse<unknown>
}

/** The attempt failed. */
export interface AttemptFailure {
  readonly answer?: never
  /** What the caller gets if no attempt follows. */
  readonly error: unknown
  /** Whether sending again can do no harm and may do good. */
  readonly again: boolean
  /** The status, if one came. */
  readonly status?: number | undefined
  /** Milliseconds that the service asks to wait. */
  readonly retryAfter?: number | undefined
  /** The status of an answer that did not accept the credentials. */
  readonly refused?: number | undefined
}
