import type { Operation } from './operation.ts'

/**
 * Why a call failed.
 *
 * - `NETWORK`: no answer, or its body broke off
 * - `TIMEOUT`: no complete answer within the attempt's time
 * - `DEADLINE`: the call's deadline passed, or would pass before the next attempt
 * - `BAD_ANSWER`: an answer that is no answer of the API: HTML, truncated JSON, a redirect
 * - `API_ERROR`: the API's own refusal or failure, see `ApiError`
 */
export type RequestErrorCode = 'NETWORK' | 'TIMEOUT' | 'DEADLINE' | 'BAD_ANSWER' | 'API_ERROR'

/** What a `RequestError` is made of. */
export interface RequestFailure {
  readonly code: RequestErrorCode
  readonly operation: Operation
  /** What happened and what to do next; the operation is named before it. */
  readonly reason: string
  /** Attempts made, this one included. */
  readonly attempts: number
  readonly requestId?: string | undefined
  readonly status?: number | undefined
  /** Whether the service may have carried out an operation that is not idempotent. */
  readonly outcomeUnknown: boolean
  readonly cause?: unknown
}

/**
 * A call that failed. Thrown after the last attempt. Neither it nor its `cause` holds the request, its headers,
 * its query or its body.
 *
 * Not in this family: a caller's mistake is a TypeError, an aborted signal rejects with its own reason, and what
 * `authorize` throws passes as it is.
 */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** The operation's id. */
  readonly operation: string
  readonly method: string
  /** The path's template, without the values. */
  readonly path: string
  /** Attempts made. */
  readonly attempts: number
  readonly requestId: string | undefined
  readonly status: number | undefined
  /**
   * True if the operation is not idempotent and may have been carried out all the same: look before you ask again.
   */
  readonly outcomeUnknown: boolean

  static {
    RequestError.prototype.name = 'RequestError'
  }

  constructor(failure: RequestFailure) {
    const { operation } = failure
    super(
      `${operation.id} (${operation.method} ${operation.path}) ${failure.reason}${trail(failure)}`,
      failure.cause === undefined ? undefined : { cause: failure.cause },
    )
    this.code = failure.code
    this.operation = operation.id
    this.method = operation.method
    this.path = operation.path
    this.attempts = failure.attempts
    this.requestId = failure.requestId
    this.status = failure.status
    this.outcomeUnknown = failure.outcomeUnknown
  }

  /** The fields as a plain value, with the message and without the cause. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}

function trail({ attempts, requestId }: RequestFailure): string {
  const notes = [`attempt ${attempts}`]
  if (requestId !== undefined) notes.unshift(`request id ${requestId}`)
  return ` (${notes.join(', ')})`
}
