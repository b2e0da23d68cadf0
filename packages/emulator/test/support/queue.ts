import { randomUUID } from 'node:crypto'
import { type FauxqsServer, startFauxqs } from 'fauxqs'
import type { CallResponse, Client } from './client.ts'

/** The fields of a notification that the tests use. */
export interface Notification {
  readonly notificationVersion: string
  readonly notificationType: string
  readonly payloadVersion: string
  readonly eventTime: string
  readonly payload: { readonly reportProcessingFinishedNotification: Readonly<Record<string, string>> }
  readonly notificationMetadata: Readonly<Record<string, string>>
}

/** Returns the policy in Amazon's documentation, which allows Amazon to send. */
export function policyFor(arn: string, statement: Readonly<Record<string, unknown>> = {}): string {
  const allowed = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::437568002678:root' },
    Action: ['SQS:SendMessage', 'SQS:GetQueueAttributes'],
    Resource: arn,
  }
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ ...allowed, ...statement }] })
}

/** A local SQS server. */
export class QueueServer implements AsyncDisposable {
  readonly #server: FauxqsServer

  private constructor(server: FauxqsServer) {
    this.#server = server
  }

  static async start(): Promise<QueueServer> {
    return new QueueServer(await startFauxqs({ port: 0, logger: false }))
  }

  get endpoint(): string {
    return this.#server.address
  }

  /**
   * @param policy Defaults to a policy that allows Amazon to send.
   * @returns The ARN of a new queue.
   */
  createQueue(policy: (arn: string) => string | undefined = policyFor, suffix = ''): string {
    const name = `reports-${randomUUID()}${suffix}`
    const arn = `arn:aws:sqs:us-east-1:000000000000:${name}`
    const text = policy(arn)
    const attributes = { ...(text === undefined ? {} : { Policy: text }), ...(suffix && { FifoQueue: 'true' }) }
    this.#server.createQueue(name, { attributes })
    return arn
  }

  deleteQueue(arn: string): void {
    this.#server.deleteQueue(nameOf(arn))
  }

  /** Returns the messages in a queue without removing them. */
  messages(arn: string): Notification[] {
    const queue = this.#server.inspectQueue(nameOf(arn))
    return (queue?.messages.ready ?? []).map(({ body }) => JSON.parse(body) as Notification)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#server.stop()
  }
}

function nameOf(arn: string): string {
  return arn.split(':')[5] ?? ''
}

const notifications = '/notifications/v1'

/** Calls the Notifications API with a grantless token. */
export async function grantless(client: Client, method: string, path: string, body?: unknown): Promise<CallResponse> {
  const { clientId, clientSecret } = client.emulator.credentials.sellingPartner
  const scope = 'sellingpartnerapi::notifications'
  const grant = { grant_type: 'client_credentials', scope, client_id: clientId, client_secret: clientSecret }
  const response = await client.grant(grant)
  const { access_token: token } = response.body as { access_token: string }
  return client.callAt(notifications, method, path, { body, token })
}

export function createDestination(client: Client, arn: string): Promise<CallResponse> {
  return grantless(client, 'POST', '/destinations', { name: 'queue', resourceSpecification: { sqs: { arn } } })
}

/** Creates a destination and a subscription. */
export async function subscribe(client: Client, arn: string, payloadVersion = '2020-09-04'): Promise<CallResponse> {
  const { body } = await createDestination(client, arn)
  const { destinationId } = (body as { payload: { destinationId: string } }).payload
  const path = '/subscriptions/REPORT_PROCESSING_FINISHED'
  return client.callAt(notifications, 'POST', path, { body: { payloadVersion, destinationId } })
}
