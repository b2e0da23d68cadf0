import { redactor } from '@reportline/redact'
import { NotificationError } from './notification-error.ts'

/** The AWS permission that a call needs. */
export type QueueAction =
  | 'sqs:GetQueueAttributes'
  | 'sqs:SetQueueAttributes'
  | 'sqs:ReceiveMessage'
  | 'sqs:DeleteMessage'
  | 'sqs:ChangeMessageVisibility'

const notFound = new Set(['QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue', 'NonExistentQueue'])
const noCredentials = new Set(['CredentialsProviderError', 'UnrecognizedClientException', 'InvalidClientTokenId'])

interface AwsError {
  readonly name: string
  readonly status: number | undefined
}

/**
 * Converts the error of a failed SQS call. The message says what to do. The cause has the name, the message and the status of
 * the AWS error, and nothing of its request or response, which contain credentials.
 */
export function queueError(thrown: unknown, action: QueueAction, url: string): NotificationError {
  const error = bareAwsError(thrown)
  const { name, status } = readAwsError(error)
  if (notFound.has(name)) {
    const what = `The queue ${url} does not exist. Check the URL, and the region and account of the AWS credentials.`
    return new NotificationError('QUEUE_NOT_FOUND', what, error)
  }
  if (noCredentials.has(name)) {
    const what = `The AWS credentials for ${url} are missing or were rejected (${name}).`
    return new NotificationError('QUEUE_NOT_ALLOWED', what, error)
  }
  if (status === 403 || /AccessDenied|Forbidden|ExpiredToken|SignatureDoesNotMatch/.test(name)) {
    const what = `AWS denied ${action} on ${url} (${name}). Allow it for these credentials, or use others.`
    return new NotificationError('QUEUE_NOT_ALLOWED', what, error)
  }
  return new NotificationError('QUEUE_FAILED', `${action} failed for the queue ${url} (${name}).`, error)
}

/** Whether the same call may succeed later: SQS could not be reached, throttled the call, or failed. */
export function isTransientQueueError(error: unknown): boolean {
  if (!(error instanceof NotificationError) || error.code !== 'QUEUE_FAILED') return false
  const { name, status } = readAwsError(error.cause)
  return status === undefined || status >= 500 || status === 429 || /Throttl/.test(name)
}

/** Whether the receipt of a message is no longer valid. */
export function isReceiptInvalid(error: unknown): boolean {
  if (!(error instanceof NotificationError)) return false
  return /ReceiptHandleIsInvalid|MessageNotInflight|InvalidParameterValue/.test(readAwsError(error.cause).name)
}

function readAwsError(error: unknown): AwsError {
  if (!(error instanceof Error)) return { name: 'unknown', status: undefined }
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined
  const status =
    typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
      ? metadata.httpStatusCode
      : undefined
  return { name: error.name, status: typeof status === 'number' ? status : undefined }
}

/** Opaque values in messages of AWS, such as session tokens: longer than any name, ARN part or request id. */
const opaqueValue = /[A-Za-z0-9+/=_%-]{48,}/g
const redact = redactor()

function bareAwsError(error: unknown): Error {
  const { name, status } = readAwsError(error)
  const message = error instanceof Error ? redact(error.message).replace(opaqueValue, '[removed]').slice(0, 500) : ''
  const bare = new Error(message)
  bare.name = /^[\w.]{1,80}$/.test(name) ? redact(name) : 'unknown'
  return status === undefined ? bare : Object.assign(bare, { $metadata: { httpStatusCode: status } })
}
