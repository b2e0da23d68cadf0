import { ApiError, type CallOptions } from '@reportline/request'
import type { SellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import type { Subscription } from '@reportline/selling-partner-notifications-types'
import { NotificationError } from './notification-error.ts'
import { type Queue, type QueueAttributes, sqsQueue } from './queue.ts'
import { arnOf, checkQueue, type QueueName } from './queue-name.ts'
import { allowAmazon } from './queue-policy.ts'
import type { SqsAddress, SqsClient } from './sqs-client.ts'

/** The type of the notifications. */
export const notificationType = 'REPORT_PROCESSING_FINISHED'

/** The version of the payload that is asked for where nothing else is said. */
export const defaultPayloadVersion = '1.0'

/** What {@link setUp} takes. */
export interface NotificationSetup {
  /** A standard queue. With `sqs` its `url` is needed; without, its `arn`. */
  readonly queue: QueueName
  /** Reaches the queue. Without it the queue's policy is neither read nor changed. */
  readonly sqs?: SqsClient | SqsAddress
  /** What a destination that has to be made is called, at most 256 characters. Default: after the queue. */
  readonly name?: string
  /** The version of the payload. Default: `1.0` for a new subscription, and any for one that is there. */
  readonly payloadVersion?: string
  readonly signal?: AbortSignal
}

/** A step of the setup: the statement in the queue's policy, the destination, the subscription. */
export type SetupStep = 'policy' | 'destination' | 'subscription'

/** What stands after a setup. */
export interface NotificationSetupResult {
  readonly queueArn: string
  readonly destinationId: string
  readonly subscriptionId: string
  readonly payloadVersion: string
  /** What was not there and has been created. */
  readonly created: readonly SetupStep[]
  /** What was there. */
  readonly existing: readonly SetupStep[]
  /** What was not looked at: the policy, where `sqs` was not given. */
  readonly skipped: readonly SetupStep[]
  /** What else has to be seen to by hand. */
  readonly notes: readonly string[]
}

/** Looks at everything first, so that nothing is made where something stands in the way. */
export async function setUp(
  setup: NotificationSetup,
  client: SellingPartnerNotificationsClient,
): Promise<NotificationSetupResult> {
  const queue = queueOf(setup)
  const { signal, payloadVersion } = setup
  const call: CallOptions = signal === undefined ? {} : { signal }
  const attributes = await queue?.attributes(signal)
  const queueArn = attributes?.arn ?? arnOf(setup.queue)
  if (queueArn === undefined) throw new TypeError('queue.arn is needed: it does not follow from this URL')
  checkQueue({ arn: queueArn })
  const policy = queue === undefined ? undefined : allowAmazon(attributes?.policy, queueArn)
  const destination = await findDestination(client, queueArn, call)
  const subscription = await findSubscription(client, payloadVersion, call)
  if (subscription !== undefined && subscription.destinationId !== destination) throw otherDestination(subscription)

  const created: SetupStep[] = []
  if (queue !== undefined && policy !== undefined) {
    await queue.setPolicy(policy, signal)
    created.push('policy')
  }
  const destinationId = destination ?? (await createDestination(client, queueArn, setup, call))
  if (destination === undefined) created.push('destination')
  const version = payloadVersion ?? defaultPayloadVersion
  const ready = subscription ?? (await createSubscription(client, destinationId, version, call))
  if (subscription === undefined) created.push('subscription')

  const skipped: SetupStep[] = queue === undefined ? ['policy'] : []
  const steps: SetupStep[] = ['policy', 'destination', 'subscription']
  return {
    queueArn,
    destinationId,
    subscriptionId: ready.subscriptionId,
    payloadVersion: ready.payloadVersion ?? version,
    created,
    existing: steps.filter((step) => !created.includes(step) && !skipped.includes(step)),
    skipped,
    notes: notesOf(attributes),
  }
}

/** The name of a new destination. */
export function destinationName(arn: string, name?: string): string {
  return name ?? `reports-${arn.slice(arn.lastIndexOf(':') + 1)}`
}

function queueOf({ queue, sqs }: NotificationSetup): Queue | undefined {
  checkQueue(queue)
  if (sqs === undefined) {
    if (arnOf(queue) === undefined) throw new TypeError('queue.arn is needed where sqs is not given')
    return undefined
  }
  if (queue.url === undefined) throw new TypeError('queue.url is needed to read the policy with sqs')
  return sqsQueue(queue.url, sqs)
}

async function findDestination(
  client: SellingPartnerNotificationsClient,
  arn: string,
  call: CallOptions,
): Promise<string | undefined> {
  const { payload = [] } = await client.getDestinations({}, call)
  return payload.find(({ resource }) => resource?.sqs?.arn === arn)?.destinationId
}

async function findSubscription(
  client: SellingPartnerNotificationsClient,
  payloadVersion: string | undefined,
  call: CallOptions,
): Promise<Subscription | undefined> {
  const input = { notificationType, ...(payloadVersion === undefined ? {} : { payloadVersion }) }
  try {
    return (await client.getSubscription(input, call)).payload
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

async function createDestination(
  client: SellingPartnerNotificationsClient,
  arn: string,
  { name }: NotificationSetup,
  call: CallOptions,
): Promise<string> {
  const wish = { name: destinationName(arn, name), resourceSpecification: { sqs: { arn } } }
  const { payload } = await client.createDestination(wish, call)
  return payload?.destinationId ?? missing('createDestination', 'destinationId')
}

async function createSubscription(
  client: SellingPartnerNotificationsClient,
  destinationId: string,
  payloadVersion: string,
  call: CallOptions,
): Promise<Subscription> {
  const { payload } = await client.createSubscription({ notificationType, payloadVersion, destinationId }, call)
  return payload?.subscriptionId === undefined ? missing('createSubscription', 'subscriptionId') : payload
}

function missing(operation: string, field: string): never {
  const what = `the answer to ${operation} has no ${field}. Set up again: what has been made is found.`
  throw new NotificationError('BAD_RESPONSE', what)
}

function otherDestination({ subscriptionId, destinationId }: Subscription): NotificationError {
  return new NotificationError(
    'OTHER_DESTINATION',
    `there is a subscription to ${notificationType} already (${subscriptionId}), and it sends to the destination ` +
      `${destinationId}, which is not this queue. Nothing was changed. Use the queue of that destination, or, if ` +
      `nobody reads it, end the subscription with notifications.remove({ subscriptionId: '${subscriptionId}' }) and ` +
      'set up again.',
  )
}

function notesOf(attributes: QueueAttributes | undefined): string[] {
  if (attributes?.kmsKey === undefined || attributes.kmsKey === '') return []
  return [
    `The queue is encrypted with the KMS key ${attributes.kmsKey}. Its key policy, too, has to let Amazon use it ` +
      '(kms:GenerateDataKey and kms:Decrypt for the same principal); that was not looked at.',
  ]
}
