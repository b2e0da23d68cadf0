import { openSqs, type Sqs, type SqsPackage } from './open-sqs.ts'
import { type QueueAction, queueError } from './queue-error.ts'
import { checkQueue } from './queue-name.ts'
import type { SqsAddress, SqsClient } from './sqs-client.ts'

/** A received message. */
export interface QueueMessage {
  readonly id: string
  /** Identifies this delivery of the message when it is deleted or its visibility timeout is changed. */
  readonly receipt: string
  readonly body: string
  /** Approximate number of times the message was received, including this one. */
  readonly receiveCount: number | undefined
}

/** The attributes of a queue. */
export interface QueueAttributes {
  readonly arn: string | undefined
  /** The policy as a JSON string. */
  readonly policy: string | undefined
  /** The customer-managed KMS key that encrypts the queue, if any. */
  readonly kmsKey: string | undefined
}

/** An SQS queue. All methods reject with a NotificationError, or with the signal's reason. */
export interface Queue {
  readonly url: string
  attributes(signal?: AbortSignal): Promise<QueueAttributes>
  setPolicy(policy: string, signal?: AbortSignal): Promise<void>
  /** Receives at most one message. Waits up to 20 s, and hides the message for `visibilityTimeout` seconds. */
  receive(visibilityTimeout: number, signal?: AbortSignal): Promise<QueueMessage | undefined>
  delete(receipt: string): Promise<void>
  /** Makes the message visible again after this many seconds; 0 for immediately. */
  setVisibility(receipt: string, seconds: number): Promise<void>
}

/** Maximum time that SQS waits for a message. */
const longPollSeconds = 20

/**
 * Creates the handle of an SQS queue. Nothing is loaded or sent before the first call.
 *
 * @param load Loads the AWS SDK. Used by tests.
 * @throws TypeError if the URL is invalid; NotificationError `QUEUE_FIFO`.
 */
export function sqsQueue(url: string, sqs: SqsClient | SqsAddress, load?: () => Promise<SqsPackage>): Queue {
  checkQueue({ url })
  let opened: Promise<Sqs> | undefined
  function open(): Promise<Sqs> {
    opened ??= openSqs(sqs, load).catch((error: unknown) => {
      opened = undefined
      throw error
    })
    return opened
  }
  async function call<T>(action: QueueAction, send: (sqs: Sqs) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    const ready = await open()
    try {
      return await send(ready)
    } catch (error) {
      signal?.throwIfAborted()
      throw queueError(error, action, url)
    }
  }
  const abort = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { abortSignal: signal })
  return {
    url,
    attributes: (signal) =>
      call('sqs:GetQueueAttributes', (ready) => readAttributes(ready, url, abort(signal)), signal),
    setPolicy: (policy, signal) =>
      call(
        'sqs:SetQueueAttributes',
        ({ aws, client }) => {
          const input = { QueueUrl: url, Attributes: { Policy: policy } }
          return client.send(new aws.SetQueueAttributesCommand(input), abort(signal)).then(() => {})
        },
        signal,
      ),
    receive: (visibilityTimeout, signal) =>
      call('sqs:ReceiveMessage', (ready) => receiveOne(ready, url, visibilityTimeout, abort(signal)), signal),
    delete: (receipt) =>
      call('sqs:DeleteMessage', async ({ aws, client }) => {
        await client.send(new aws.DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: receipt }))
      }),
    setVisibility: (receipt, seconds) =>
      call('sqs:ChangeMessageVisibility', async ({ aws, client }) => {
        const input = { QueueUrl: url, ReceiptHandle: receipt, VisibilityTimeout: seconds }
        await client.send(new aws.ChangeMessageVisibilityCommand(input))
      }),
  }
}

type Abort = { readonly abortSignal?: AbortSignal }

async function readAttributes({ aws, client }: Sqs, url: string, options: Abort): Promise<QueueAttributes> {
  const command = new aws.GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] })
  const { Attributes } = await client.send(command, options)
  return { arn: Attributes?.QueueArn, policy: Attributes?.Policy, kmsKey: Attributes?.KmsMasterKeyId }
}

async function receiveOne(
  { aws, client }: Sqs,
  url: string,
  visibilityTimeout: number,
  options: Abort,
): Promise<QueueMessage | undefined> {
  const command = new aws.ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 1,
    WaitTimeSeconds: longPollSeconds,
    VisibilityTimeout: visibilityTimeout,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  })
  const { Messages } = await client.send(command, options)
  const message = Messages?.[0]
  if (message?.ReceiptHandle === undefined) return undefined
  const count = Number(message.Attributes?.ApproximateReceiveCount)
  return {
    id: message.MessageId ?? '',
    receipt: message.ReceiptHandle,
    body: message.Body ?? '',
    receiveCount: Number.isNaN(count) ? undefined : count,
  }
}
