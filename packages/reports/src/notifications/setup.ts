import { ApiError, type CallOptions } from '@reportline/request'
import { operations, type SellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import type { Subscription } from '@reportline/selling-partner-notifications-types'
import { checkEach, checkResponse } from '../run/check-response.ts'
import { NotificationError } from './notification-error.ts'
import { type Queue, type QueueAttributes, sqsQueue } from './queue.ts'
import { arnOf, checkQueue, type QueueName } from './queue-name.ts'
import { allowAmazon } from './queue-policy.ts'
import { reportTypesFilter } from './report-types-filter.ts'
import type { SqsAddress, SqsClient } from './sqs-client.ts'

/** The type of the notifications. */
export const notificationType = 'REPORT_PROCESSING_FINISHED'

/** The payload version of a new subscription, unless another is requested. */
export const defaultPayloadVersion = '1.0'

/** The options of {@link setUp}. */
export interface NotificationSetup {
  /** A standard queue. `url` is required with `sqs`, and `arn` without it. */
  readonly queue: QueueName
  /** Accesses the queue. Without it, the queue's policy is neither read nor changed. */
  readonly sqs?: SqsClient | SqsAddress
  /** The name of a new destination, at most 256 characters. Defaults to a name derived from the queue's. */
  readonly name?: string
  /** The payload version. Defaults to `1.0` for a new subscription, and to any version for an existing one. */
  readonly payloadVersion?: string
  /**
   * Subscribes to the reports of these types only. Each setup with other types adds a subscription. About three types fit:
   * Amazon allows 256 characters. Defaults to one subscription to all reports of the seller.
   */
  readonly reportTypes?: readonly string[]
  readonly signal?: AbortSignal
}

/** A step of the setup: the statement in the queue's policy, the destination, the subscription. */
export type SetupStep = 'policy' | 'destination' | 'subscription'

/** The result of a setup. */
export interface NotificationSetupResult {
  readonly queueArn: string
  readonly destinationId: string
  readonly subscriptionId: string
  readonly payloadVersion: string
  /** The steps that were done now. */
  readonly created: readonly SetupStep[]
  /** The steps that were already done. */
  readonly existing: readonly SetupStep[]
  /** The steps that were not checked: the policy, if `sqs` was not passed. */
  readonly skipped: readonly SetupStep[]
  /** What you still have to do by hand. */
  readonly notes: readonly string[]
}

/** Checks everything first, so that nothing is created if something prevents the setup. */
export async function setUp(
  setup: NotificationSetup,
  client: SellingPartnerNotificationsClient,
): Promise<NotificationSetupResult> {
  const queue = queueOf(setup)
  const { signal, payloadVersion, reportTypes } = setup
  const filter = reportTypes === undefined ? undefined : reportTypesFilter(reportTypes)
  const call: CallOptions = signal === undefined ? {} : { signal }
  const attributes = await queue?.attributes(signal)
  const queueArn = attributes?.arn ?? arnOf(setup.queue)
  if (queueArn === undefined)
    throw new TypeError('`queue.arn` is required, because it cannot be derived from this URL.')
  checkQueue({ arn: queueArn })
  const policy = queue === undefined ? undefined : allowAmazon(attributes?.policy, queueArn)
  const destination = await findDestination(client, queueArn, call)
  const subscription = await findSubscription(client, { payloadVersion, filter }, call)
  if (subscription !== undefined && subscription.destinationId !== destination) throw otherDestination(subscription)

  const created: SetupStep[] = []
  if (queue !== undefined && policy !== undefined) {
    await queue.setPolicy(policy, signal)
    created.push('policy')
  }
  const destinationId = destination ?? (await createDestination(client, queueArn, setup, call))
  if (destination === undefined) created.push('destination')
  const version = payloadVersion ?? defaultPayloadVersion
  const ready =
    subscription ?? (await createSubscription(client, { destinationId, payloadVersion: version, filter }, call))
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

/** What a queue's policy says, see `checkPolicy`. */
export interface QueuePolicyResult {
  readonly queueArn: string
  /** Whether the policy allows Amazon to send. */
  readonly allowsAmazon: boolean
  /** What you have to do by hand, for example for an encrypted queue. */
  readonly notes: readonly string[]
}

/** Reads the policy of a queue. Changes nothing. */
export async function checkPolicy({ queue, sqs, signal }: QueueToCheck): Promise<QueuePolicyResult> {
  const attributes = await queueOf({ queue, sqs })?.attributes(signal)
  const queueArn = attributes?.arn ?? arnOf(queue)
  if (queueArn === undefined)
    throw new TypeError('`queue.arn` is required, because it cannot be derived from this URL.')
  return { queueArn, allowsAmazon: allowAmazon(attributes?.policy, queueArn) === undefined, notes: notesOf(attributes) }
}

/** The queue whose policy is read, and the SQS client that reads it. */
export interface QueueToCheck extends Pick<NotificationSetup, 'queue' | 'signal'> {
  readonly sqs: NonNullable<NotificationSetup['sqs']>
}

/** Returns the name of a new destination. */
export function destinationName(arn: string, name?: string): string {
  return name ?? `reports-${arn.slice(arn.lastIndexOf(':') + 1)}`
}

function queueOf({ queue, sqs }: Pick<NotificationSetup, 'queue' | 'sqs'>): Queue | undefined {
  checkQueue(queue)
  if (sqs === undefined) {
    if (arnOf(queue) === undefined) throw new TypeError('`queue.arn` is required without `sqs`.')
    return undefined
  }
  if (queue.url === undefined) throw new TypeError('`queue.url` is required to read the policy with `sqs`.')
  return sqsQueue(queue.url, sqs)
}

async function findDestination(
  client: SellingPartnerNotificationsClient,
  arn: string,
  call: CallOptions,
): Promise<string | undefined> {
  const listed = await client.getDestinations({}, call)
  const { payload = [] } = checkResponse(operations.getDestinations, listed, { payload: 'array' })
  checkEach(operations.getDestinations, payload, { destinationId: 'string' })
  return payload.find(({ resource }) => resource?.sqs?.arn === arn)?.destinationId
}

/** The fields of a subscription on which the setup depends. */
const subscriptionFields = { subscriptionId: 'string', destinationId: 'string' } as const

/** What distinguishes the subscriptions to one notification type. */
interface SubscriptionKey {
  readonly payloadVersion: string | undefined
  readonly filter: string | undefined
}

/** A type can have several subscriptions with different filters, and `getSubscription` returns only one of them. */
async function findSubscription(
  client: SellingPartnerNotificationsClient,
  { payloadVersion, filter }: SubscriptionKey,
  call: CallOptions,
): Promise<Subscription | undefined> {
  const version = payloadVersion === undefined ? {} : { payloadVersion }
  const one = await anySubscription(client, version, call)
  if (one === undefined || filterOf(one) === filter) return one
  const usedTokens = new Set<string>()
  let nextToken: string | undefined
  do {
    const page = nextToken === undefined ? {} : { nextToken }
    const input = { notificationTypes: [notificationType], ...version, ...page }
    const { payload } = await client.getSubscriptions(input, call)
    const listed = checkResponse(operations.getSubscriptions, payload, { subscriptions: 'array' })
    const { subscriptions = [] } = listed
    checkEach(operations.getSubscriptions, subscriptions, subscriptionFields)
    const found = subscriptions.find((subscription) => filterOf(subscription) === filter)
    if (found !== undefined) return found
    nextToken = listed.nextToken || undefined
    // A page that was there before would be followed by the same pages for ever.
    if (nextToken !== undefined && usedTokens.has(nextToken)) throw repeatedPage()
    usedTokens.add(nextToken ?? '')
  } while (nextToken !== undefined)
  return undefined
}

async function anySubscription(
  client: SellingPartnerNotificationsClient,
  version: { payloadVersion?: string },
  call: CallOptions,
): Promise<Subscription | undefined> {
  try {
    const response = await client.getSubscription({ notificationType, ...version }, call)
    return checkResponse(operations.getSubscription, response?.payload, subscriptionFields)
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined
    throw error
  }
}

const filterOf = ({ processingDirective }: Subscription): string | undefined =>
  processingDirective?.filterExpression ?? undefined

async function createDestination(
  client: SellingPartnerNotificationsClient,
  arn: string,
  { name }: NotificationSetup,
  call: CallOptions,
): Promise<string> {
  const input = { name: destinationName(arn, name), resourceSpecification: { sqs: { arn } } }
  const response = await client.createDestination(input, call)
  const created = checkResponse(operations.createDestination, response?.payload, { destinationId: 'string' })
  return created.destinationId
}

async function createSubscription(
  client: SellingPartnerNotificationsClient,
  { filter, ...fields }: { destinationId: string; payloadVersion: string; filter: string | undefined },
  call: CallOptions,
): Promise<Subscription> {
  const directive = filter === undefined ? {} : { processingDirective: { filterExpression: filter } }
  const response = await client.createSubscription({ notificationType, ...fields, ...directive }, call)
  return checkResponse(operations.createSubscription, response?.payload, { subscriptionId: 'string' })
}

function repeatedPage(): NotificationError {
  const what = 'The list of subscriptions never ends: a page returned a nextToken that an earlier page had returned.'
  return new NotificationError('BAD_RESPONSE', what)
}

function otherDestination({ subscriptionId, destinationId }: Subscription): NotificationError {
  return new NotificationError(
    'OTHER_DESTINATION',
    `A subscription to ${notificationType} already exists (${subscriptionId}) and sends to another destination ` +
      `(${destinationId}). Nothing was changed. Use the queue of that destination. If nothing reads that queue, ` +
      `delete the subscription with notifications.remove({ subscriptionId: '${subscriptionId}' }) and ` +
      'set up again.',
  )
}

function notesOf(attributes: QueueAttributes | undefined): string[] {
  if (attributes?.kmsKey === undefined || attributes.kmsKey === '') return []
  return [
    `The queue is encrypted with the KMS key ${attributes.kmsKey}. Its key policy must allow kms:GenerateDataKey and ` +
      'kms:Decrypt for the same principal. The setup does not check the key policy.',
  ]
}
