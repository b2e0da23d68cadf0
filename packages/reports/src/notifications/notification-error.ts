/**
 * Why notifications cannot be set up or received.
 *
 * - `QUEUE_NOT_FOUND`: the queue does not exist
 * - `QUEUE_NOT_ALLOWED`: AWS denies access: a permission is missing, or the AWS credentials are missing or rejected
 * - `QUEUE_FIFO`: the queue is a FIFO queue; Amazon sends notifications to standard queues only
 * - `QUEUE_DENIES_AMAZON`: a Deny statement in the queue's policy prevents Amazon from sending
 * - `QUEUE_FAILED`: SQS failed or could not be reached
 * - `OTHER_DESTINATION`: a subscription already exists and sends to another destination
 * - `SQS_MISSING`: the package `@aws-sdk/client-sqs` is not installed
 * - `BAD_RESPONSE`: a response from Amazon lacks a required field
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
 * Thrown when the queue or the subscription prevents notifications. The message says what to do.
 *
 * A failed call of the Selling Partner API throws a RequestError or AuthError, and an invalid argument a TypeError.
 */
export class NotificationError extends Error {
  override readonly name = 'NotificationError'
  readonly code: NotificationErrorCode

  constructor(code: NotificationErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }
}
