import type { RequestErrorCode } from './request-error.ts'

interface EventOfAttempt {
  /** The operation id. */
  readonly operation: string
  /** The number of the attempt, starting at 1. */
  readonly attempt: number
}

/** The call waits for a rate limit. */
export interface WaitEvent extends EventOfAttempt {
  readonly type: 'wait'
  /** The expected wait in milliseconds. */
  readonly milliseconds: number
}

/** An attempt starts. */
export interface SendEvent extends EventOfAttempt {
  readonly type: 'request'
}

/** A response has arrived, whatever its status. */
export interface ResponseEvent extends EventOfAttempt {
  readonly type: 'response'
  /** Milliseconds since the attempt started. */
  readonly milliseconds: number
  readonly status: number
  readonly requestId?: string | undefined
  /** Requests per second that the service allows, from the header `x-amzn-RateLimit-Limit`. */
  readonly rateLimit?: number | undefined
}

/** The attempt failed. Another one follows. */
export interface RetryEvent extends EventOfAttempt {
  readonly type: 'retry'
  /** Milliseconds until the next attempt. A rate limit may delay it further. */
  readonly milliseconds: number
  /** The status, if a response arrived. */
  readonly status?: number | undefined
  /** Why the attempt failed; absent if `authorize` threw. */
  readonly code?: RequestErrorCode | undefined
}

/** Describes what a call is doing; see `onEvent`. Events contain no secrets. */
export type RequestEvent = WaitEvent | SendEvent | ResponseEvent | RetryEvent
