import { openSqs, type Sqs } from './open-sqs.ts'
import { type QueueAction, queueError } from './queue-error.ts'
import { checkQueue } from './queue-name.ts'
import type { SqsAddress, SqsClient } from './sqs-client.ts'

/** A message as it was received. */
export interface QueueMessage {
  readonly id: string
  /** Names this delivery of the message when it is deleted or its visibility changed. */
  readonly receipt: string
  readonly body: string
  /** How often it has been received, this time included; approximate, as SQS says. */
  readonly receiveCount: number | undefined
}

/** What is known of a queue. */
export interface QueueAttributes {
  readonly arn: string | undefined
  /** The policy as JSON text. */
  readonly policy: string | undefined
  /** The KMS key with which the queue is encrypted, where it is one of the owner's. */
  readonly kmsKey: string | undefined
}

/** An SQS queue, as far as it is needed. All methods fail with a NotificationError, or with the signal's reason. */
export interface Queue {
  readonly url: string
  attributes(signal?: AbortSignal): Promise<QueueAttributes>
  setPolicy(policy: string, signal?: AbortSignal): Promise<void>
  /** At most one message. Waits up to 20 s for one, and hides it from others for `visibility` seconds. */
  receive(visibilityTimeout: number, signal?: AbortSignal): Promise<QueueMessage | undefined>
  delete(receipt: string): Promise<void>
  /** The message shows up again after so many seconds from now; 0: at once. */
  setVisibility(receipt: string, seconds: number): Promise<void>
}

/** The longest that SQS waits. Seconds. */
const longPoll = 20

/**
 * A queue of SQS. Nothing is loaded or sent before it is used.
 *
 * @throws TypeError when the URL is none; NotificationError `QUEUE_FIFO`.
 */
export function sqsQueue(url: string, sqs: SqsClient | SqsAddress): Queue {
  checkQueue({ url })
  let opened: Promise<Sqs> | undefined
  async function call<T>(action: QueueAction, send: (sqs: Sqs) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    opened ??= openSqs(sqs)
    const ready = await opened
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
    WaitTimeSeconds: longPoll,
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
