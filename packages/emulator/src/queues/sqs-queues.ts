import type { SQSClient } from '@aws-sdk/client-sqs'
import type { SqsOptions } from '../options/emulator-options.ts'
import { readArn } from './queue-arn.ts'
import { allowsAmazon } from './queue-policy.ts'
import type { Queues, QueueVerdict } from './queues.ts'

type Sqs = typeof import('@aws-sdk/client-sqs')

/** Milliseconds; a queue that hangs must not hang the emulator. */
const timeouts = { connectionTimeout: 5_000, requestTimeout: 10_000 }

/** For a local queue that asks nobody who he is. */
const madeUp = { accessKeyId: 'emulator', secretAccessKey: 'emulator' }

/** Amazon SQS, or whatever else speaks like it, as far as notifications need it. */
class SqsQueues implements Queues {
  readonly #sqs: Sqs
  readonly #options: SqsOptions
  readonly #clients = new Map<string, SQSClient>()
  /** ARN → address. */
  readonly #urls = new Map<string, string>()
  #closed = false

  constructor(sqs: Sqs, options: SqsOptions) {
    this.#sqs = sqs
    this.#options = options
  }

  async check(arn: string): Promise<QueueVerdict> {
    if (arn.endsWith('.fifo')) return { refused: `The queue ${arn} is not a standard queue` }
    try {
      const { Attributes } = await this.#client(arn).send(
        new this.#sqs.GetQueueAttributesCommand({ QueueUrl: await this.#urlOf(arn), AttributeNames: ['Policy'] }),
      )
      if (allowsAmazon(Attributes?.Policy, arn)) return 'allowed'
      return { refused: `The policy of the queue ${arn} does not let 437568002678 SendMessage and GetQueueAttributes` }
    } catch (error) {
      return this.#isMissing(error) ? { refused: `The queue ${arn} does not exist` } : 'unreadable'
    }
  }

  async send(arn: string, body: string): Promise<void> {
    if (this.#closed) return
    try {
      const command = new this.#sqs.SendMessageCommand({ QueueUrl: await this.#urlOf(arn), MessageBody: body })
      await this.#client(arn).send(command)
    } catch (error) {
      if (!this.#closed) throw error
    }
  }

  close(): void {
    this.#closed = true
    for (const client of this.#clients.values()) client.destroy()
  }

  async #urlOf(arn: string): Promise<string> {
    const known = this.#urls.get(arn)
    if (known !== undefined) return known
    const { account, name } = readArn(arn)
    const command = new this.#sqs.GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account })
    const { QueueUrl } = await this.#client(arn).send(command)
    if (QueueUrl === undefined) throw new Error(`The endpoint knows no address of the queue ${arn}`)
    this.#urls.set(arn, QueueUrl)
    return QueueUrl
  }

  #client(arn: string): SQSClient {
    const region = this.#options.region ?? readArn(arn).region
    const known = this.#clients.get(region)
    if (known !== undefined) return known
    const client = new this.#sqs.SQSClient({ region, maxAttempts: 3, requestHandler: timeouts, ...this.#reach() })
    this.#clients.set(region, client)
    return client
  }

  /** At another endpoint than Amazon's, the host of a queue's address may not even be a name that can be resolved. */
  #reach() {
    const { endpoint, credentials } = this.#options
    const access = credentials ?? (endpoint === undefined ? undefined : madeUp)
    return {
      ...(endpoint === undefined ? {} : { endpoint, useQueueUrlAsEndpoint: false }),
      ...(access === undefined ? {} : { credentials: { ...access } }),
    }
  }

  #isMissing(error: unknown): boolean {
    return error instanceof this.#sqs.QueueDoesNotExist
  }
}

/**
 * Loads the SDK, which is needed only by those who have notifications sent.
 *
 * @throws Error that names the package when it is not installed.
 */
export async function openQueues(options: SqsOptions, load: () => Promise<Sqs> = loadSqs): Promise<Queues> {
  try {
    return new SqsQueues(await load(), options)
  } catch (error) {
    throw new Error('To send notifications to queues, install the package @aws-sdk/client-sqs', { cause: error })
  }
}

function loadSqs(): Promise<Sqs> {
  return import('@aws-sdk/client-sqs')
}
