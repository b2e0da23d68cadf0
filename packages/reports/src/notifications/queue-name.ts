import { NotificationError } from './notification-error.ts'

/** Identifies a queue by its URL, its ARN or both. */
export interface QueueName {
  /** For example `https://sqs.eu-west-1.amazonaws.com/123456789012/reports`. */
  readonly url?: string
  /** For example `arn:aws:sqs:eu-west-1:123456789012:reports`. */
  readonly arn?: string
}

const arnPattern = /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]+$/
const awsUrl = /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/([A-Za-z0-9_.-]+)$/

/**
 * Checks the URL and the ARN of a queue. Sends nothing.
 *
 * @throws TypeError if both are missing or one is invalid; NotificationError `QUEUE_FIFO`.
 */
export function checkQueue(queue: QueueName): void {
  const { url, arn } = queue ?? {}
  if (url === undefined && arn === undefined) throw new TypeError('`queue` must have a `url` or an `arn`.')
  if (url !== undefined && !URL.canParse(url)) throw new TypeError('`queue.url` must be the URL of an SQS queue.')
  if (arn !== undefined && !arnPattern.test(arn)) {
    throw new TypeError('`queue.arn` must be the ARN of an SQS queue: arn:aws:sqs:<region>:<account>:<name>.')
  }
  if (url?.endsWith('.fifo') || arn?.endsWith('.fifo')) {
    throw new NotificationError(
      'QUEUE_FIFO',
      'Amazon sends notifications to standard queues only. Use a standard queue instead of a FIFO queue.',
    )
  }
}

/** Returns the ARN of a queue, derived from an AWS URL if necessary; undefined if the URL is not one of AWS. */
export function arnOf({ url, arn }: QueueName): string | undefined {
  if (arn !== undefined) return arn
  const [, region, account, name] = awsUrl.exec(url ?? '') ?? []
  return name === undefined ? undefined : `arn:aws:sqs:${region}:${account}:${name}`
}
