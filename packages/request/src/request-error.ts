import type { Operation } from './operation.ts'

/**
 * Why a call failed.
 *
 * - `NETWORK`: no response arrived, or its body was cut off
 * - `TIMEOUT`: no complete response arrived within the timeout of one attempt
 * - `DEADLINE`: the deadline of the call passed, or would pass before the next attempt
 * - `BAD_RESPONSE`: the response does not come from the API, for example HTML or truncated JSON, or has more than
 *   8 MiB
 * - `API_ERROR`: the API responded with a status other than 2xx, see `ApiError`
 */
export type RequestErrorCode = 'NETWORK' | 'TIMEOUT' | 'DEADLINE' | 'BAD_RESPONSE' | 'API_ERROR'

/** Options of the `RequestError` constructor. */
export interface RequestErrorOptions {
  readonly code: RequestErrorCode
  readonly operation: Operation
  /** What happened and what to do next. The message puts the operation in front of it. */
  readonly reason: string
  /** Number of attempts made, including this one. */
  readonly attempts: number
  readonly requestId?: string | undefined
  readonly status?: number | undefined
  /** Whether the service may have carried out an operation that is not idempotent. */
  readonly outcomeUnknown: boolean
  readonly cause?: unknown
}

/**
 * Thrown when a call has failed, after its last attempt. Neither the error nor its `cause` contains the request, its
 * headers, its query or its body.
 *
 * Three kinds of error are not a `RequestError`: a mistake of the caller is a `TypeError`, an aborted signal rejects with
 * its own reason, and errors thrown by `authorize` are passed on unchanged.
 */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** The operation id. */
  readonly operation: string
  /** The HTTP method. */
  readonly method: string
  /** The path template, without the parameter values. */
  readonly path: string
  /** Number of attempts made. */
  readonly attempts: number
  /** The id under which Amazon's support finds the request. */
  readonly requestId: string | undefined
  /** The HTTP status, if a response arrived. */
  readonly status: number | undefined
  /**
   * Whether an operation that is not idempotent may have been carried out although the call failed. Check before you
   * repeat it.
   */
  readonly outcomeUnknown: boolean

  static {
    RequestError.prototype.name = 'RequestError'
  }

  constructor(options: RequestErrorOptions) {
    const { operation } = options
    super(
      `${operation.id} (${operation.method} ${operation.path}) ${options.reason}${trail(options)}`,
      options.cause === undefined ? undefined : { cause: options.cause },
    )
    this.code = options.code
    this.operation = operation.id
    this.method = operation.method
    this.path = operation.path
    this.attempts = options.attempts
    this.requestId = options.requestId
    this.status = options.status
    this.outcomeUnknown = options.outcomeUnknown
  }

  /**
   * Whether the cause may be temporary, so that the same call may succeed later: every code except `API_ERROR`, and an
   * `API_ERROR` with status 429 or 5xx. Check `outcomeUnknown` before you repeat an operation that is not idempotent.
   */
  get retryable(): boolean {
    return this.code !== 'API_ERROR' || this.status === 429 || (this.status ?? 0) >= 500
  }

  /** Returns the fields and the message, without the cause. */
  toJSON(): object {
    return Object.assign({ name: this.name, message: this.message }, this)
  }
}

function trail({ attempts, requestId }: RequestErrorOptions): string {
  const notes = [`attempt ${attempts}`]
  if (requestId !== undefined) notes.unshift(`request id ${requestId}`)
  return ` (${notes.join(', ')})`
}
