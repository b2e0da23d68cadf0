/**
 * Why notifications cannot be set up or received.
 *
 * - `QUEUE_NOT_FOUND`: there is no such queue
 * - `QUEUE_NOT_ALLOWED`: AWS refuses: a right is missing, or the AWS credentials are missing or not accepted
 * - `QUEUE_FIFO`: the queue is a FIFO queue; Amazon sends notifications to standard queues only
 * - `QUEUE_DENIES_AMAZON`: a statement of the queue's policy forbids Amazon to send
 * - `QUEUE_FAILED`: SQS failed or could not be reached
 * - `OTHER_DESTINATION`: there is a subscription already, and it sends elsewhere
 * - `SQS_MISSING`: the package `@aws-sdk/client-sqs` is not installed
 * - `BAD_RESPONSE`: the response from Amazon lacks a required field
 */
export type NotificationErrorCode =
  | 'QUEUE_NOT_FOUND'
  | 'QUEUE_NOT_ALLOWED'
  | 'QUEUE_FIFO'
  | 'QUEUE_DENIES_AMAZON'
  | 'QUEUE_FAILED'
  | 'OTHER_DESTINATION'
  | 'SQS_MISSING'
  | 'BAD_RESPONSE'

/**
 * Thrown when the queue or the subscription stands in the way of notifications. The message says what to do.
 *
 * Not in this family: a call of the Selling Partner API that failed (RequestError, AuthError), and a caller's mistake
 * (TypeError).
 */
export class NotificationError extends Error {
  override readonly name = 'NotificationError'
  readonly code: NotificationErrorCode

  constructor(code: NotificationErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
