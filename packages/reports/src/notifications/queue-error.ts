import { NotificationError } from './notification-error.ts'

/** What a right of AWS is needed for. */
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

/** Says of a failed call to SQS what it means and what to do. AWS's own error is its cause. */
export function queueError(error: unknown, action: QueueAction, url: string): NotificationError {
  const { name, status } = readAwsError(error)
  if (notFound.has(name)) {
    const what = `there is no queue ${url}: look at the URL, and at the region and account of the AWS credentials.`
    return new NotificationError('QUEUE_NOT_FOUND', what, error)
  }
  if (noCredentials.has(name)) {
    const what = `the AWS credentials for ${url} are missing or not accepted (${name}).`
    return new NotificationError('QUEUE_NOT_ALLOWED', what, error)
  }
  if (status === 403 || /AccessDenied|Forbidden|ExpiredToken|SignatureDoesNotMatch/.test(name)) {
    const what = `AWS does not let these credentials do ${action} on ${url} (${name}): allow it, or use others.`
    return new NotificationError('QUEUE_NOT_ALLOWED', what, error)
  }
  return new NotificationError('QUEUE_FAILED', `${action} failed for the queue ${url} (${name}).`, error)
}

/** Whether the same call may succeed later: SQS could not be reached, was busy or failed. */
export function isTransientQueueError(error: unknown): boolean {
  if (!(error instanceof NotificationError) || error.code !== 'QUEUE_FAILED') return false
  const { name, status } = readAwsError(error.cause)
  return status === undefined || status >= 500 || status === 429 || /Throttl/.test(name)
}

/** Whether a message can no longer be reached by the receipt that came with it. */
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
