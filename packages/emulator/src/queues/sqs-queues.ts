import type { SQSClient } from '@aws-sdk/client-sqs'
import type { SqsOptions } from '../options/emulator-options.ts'
import { allowsAmazon, amazonAccount } from './queue-policy.ts'
import type { QueueCheck, Queues } from './queues.ts'

type Sqs = typeof import('@aws-sdk/client-sqs')

/** Prevents a queue that does not respond from blocking the emulator. */
const timeoutsMs = { connectionTimeout: 5_000, requestTimeout: 10_000 }

/** For a local queue, which does not check credentials. */
const madeUpCredentials = { accessKeyId: 'emulator', secretAccessKey: 'emulator' }

/** Queues of Amazon SQS or a compatible service. */
class SqsQueues implements Queues {
  readonly #sqs: Sqs
  readonly #options: SqsOptions
  /** By region. */
  readonly #clients = new Map<string, SQSClient>()
  /** ARN → URL. */
  readonly #urls = new Map<string, string>()
  #closed = false

  constructor(sqs: Sqs, options: SqsOptions) {
    this.#sqs = sqs
    this.#options = options
  }

  async check(arn: string): Promise<QueueCheck> {
    if (arn.endsWith('.fifo')) return { rejected: `The queue ${arn} is not a standard queue` }
    try {
      const { Attributes } = await this.#client(arn).send(
        new this.#sqs.GetQueueAttributesCommand({ QueueUrl: await this.#urlOf(arn), AttributeNames: ['Policy'] }),
      )
      if (allowsAmazon(Attributes?.Policy, arn)) return 'allowed'
      const missing = `does not allow the account ${amazonAccount} SendMessage and GetQueueAttributes`
      return { rejected: `The policy of the queue ${arn} ${missing}` }
    } catch (error) {
      const isMissing = error instanceof this.#sqs.QueueDoesNotExist
      return isMissing ? { rejected: `The queue ${arn} does not exist` } : 'unreadable'
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
    const { account, name } = parseArn(arn)
    const command = new this.#sqs.GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account })
    const { QueueUrl } = await this.#client(arn).send(command)
    if (QueueUrl === undefined) throw new Error(`The endpoint returned no URL for the queue ${arn}`)
    this.#urls.set(arn, QueueUrl)
    return QueueUrl
  }

  #client(arn: string): SQSClient {
    const region = this.#options.region ?? parseArn(arn).region
    const known = this.#clients.get(region)
    if (known !== undefined) return known
    const connection = this.#connection()
    const client = new this.#sqs.SQSClient({ region, maxAttempts: 3, requestHandler: timeoutsMs, ...connection })
    this.#clients.set(region, client)
    return client
  }

  /** With another endpoint than Amazon's, the host in a queue's URL may not resolve, so the endpoint is used instead. */
  #connection() {
    const { endpoint, credentials = endpoint === undefined ? undefined : madeUpCredentials } = this.#options
    return {
      ...(endpoint === undefined ? {} : { endpoint, useQueueUrlAsEndpoint: false }),
      ...(credentials === undefined ? {} : { credentials: { ...credentials } }),
    }
  }
}

/** Parses an ARN of the form `arn:aws:sqs:<region>:<account>:<name>`. */
function parseArn(arn: string): { readonly region: string; readonly account: string; readonly name: string } {
  const [, , , region = '', account = '', name = ''] = arn.split(':')
  return { region, account, name }
}

/**
 * Loads the AWS SDK on demand, because only notifications need it.
 *
 * @throws Error that names the package if it is not installed.
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
