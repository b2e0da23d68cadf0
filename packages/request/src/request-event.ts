import type { RequestErrorCode } from './request-error.ts'

/** What a call is doing; see `onEvent`. Nothing in it is secret. */
export interface RequestEvent {
  /**
   * - `wait`: no token is left in a bucket; `milliseconds` is how long that is expected to take
   * - `request`: an attempt begins
   * - `answer`: an answer has come, whatever its status, `milliseconds` after the attempt began
   * - `retry`: the attempt failed and another follows in `milliseconds`, and when a bucket allows it
   */
  readonly type: 'wait' | 'request' | 'answer' | 'retry'
  /** The operation's id. */
  readonly operation: string
  /** The attempt that this is about, 1 for the first. */
  readonly attempt: number
  readonly milliseconds?: number
  readonly status?: number
  readonly requestId?: string
  /** On `answer`: the requests per second that the answer's header allows. */
  readonly rateLimit?: number
  /** On `retry`: what the attempt failed with; absent where `authorize` failed. */
  readonly code?: RequestErrorCode
}
