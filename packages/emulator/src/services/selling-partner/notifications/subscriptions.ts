import { randomUUID } from 'node:crypto'
import type { Definition } from '../../../contract/load-contract.ts'
import { invalidField, readList, readObject, readOneOf } from '../../../input/fields.ts'
import { errorByStatus } from '../../amazon-errors.ts'
import { checkDefinition } from '../../fixture-key.ts'
import type { Call, ServiceResponse } from '../../service-definition.ts'
import { isFilterExpression, passesFilter } from './filter-expression.ts'

/** A subscription in the format of the API. */
export interface Subscription {
  readonly subscriptionId: string
  readonly payloadVersion: string
  readonly destinationId: string
  readonly processingDirective?: {
    readonly eventFilter?: unknown
    readonly filterExpression?: string
  }
}

/** A subscription to add: the fields of the API and its notification type. */
export interface SubscriptionFixture extends Subscription {
  readonly notificationType: 'REPORT_PROCESSING_FINISHED'
}

/** The notification types that the emulator sends, with their payload versions. Others are rejected. */
const payloadVersions: ReadonlyMap<string, readonly string[]> = new Map([
  ['REPORT_PROCESSING_FINISHED', ['2020-09-04', '1.0']],
])

/** Returns whether the emulator sends a notification type in a payload version. */
export function isSupported(notificationType: string, payloadVersion: string): boolean {
  return payloadVersions.get(notificationType)?.includes(payloadVersion) === true
}

/** Returns whether a subscription's filter lets a notification with this payload pass. */
export function accepts({ processingDirective }: Subscription, payload: Readonly<Record<string, unknown>>): boolean {
  const expression = processingDirective?.filterExpression
  return expression === undefined || passesFilter(expression, payload)
}

interface StoredSubscription {
  readonly notificationType: string
  readonly subscription: Subscription
}

type TypeParameter = { readonly notificationType: string }
type ListCall = Call<{
  readonly notificationTypes: readonly string[]
  readonly payloadVersion?: string
  readonly pageSize: number
  readonly nextToken?: string
}>
type CallById = Call<TypeParameter & { subscriptionId: string }>
type CreateSubscriptionCall = Call<TypeParameter, Omit<Subscription, 'subscriptionId'>>

/** The subscriptions of one application and seller: one per notification type, payload version and filter. */
export class Subscriptions {
  readonly #stored = new Map<string, StoredSubscription>()
  /** The subscriptions that follow a page, by the page's token. */
  readonly #remaining = new Map<string, readonly Subscription[]>()
  readonly #hasDestination: (destinationId: string) => boolean

  constructor(hasDestination: (destinationId: string) => boolean) {
    this.#hasDestination = hasDestination
  }

  /** Returns the subscriptions to a notification type, in the order of their creation. */
  ofType(notificationType: string): Subscription[] {
    const matching = [...this.#stored.values()].filter((stored) => stored.notificationType === notificationType)
    return matching.map(({ subscription }) => subscription)
  }

  /** Returns whether a subscription uses a destination. */
  use(destinationId: string): boolean {
    return [...this.#stored.values()].some(({ subscription }) => subscription.destinationId === destinationId)
  }

  put({ notificationType, ...subscription }: SubscriptionFixture): void {
    this.#stored.set(subscription.subscriptionId, { notificationType, subscription })
  }

  handlers() {
    return {
      getSubscription: ({ parameters }: Call<TypeParameter & { payloadVersion?: string }>): ServiceResponse => {
        const { notificationType, payloadVersion } = parameters
        const all = this.ofType(notificationType)
        return respondWith(
          all.findLast(
            (subscription) => payloadVersion === undefined || subscription.payloadVersion === payloadVersion,
          ),
        )
      },
      getSubscriptions: (call: ListCall) => this.#list(call),
      createSubscription: (call: CreateSubscriptionCall) => this.#create(call),
      getSubscriptionById: (call: CallById): ServiceResponse => respondWith(this.#find(call)),
      deleteSubscriptionById: (call: CallById): ServiceResponse => {
        const subscription = this.#find(call)
        if (subscription === undefined) return errorByStatus(404)
        this.#stored.delete(subscription.subscriptionId)
        return { status: 200, body: {} }
      },
    }
  }

  #list({ parameters: { notificationTypes, payloadVersion, pageSize, nextToken } }: ListCall): ServiceResponse {
    const matching =
      nextToken === undefined
        ? notificationTypes
            .flatMap((notificationType) => this.ofType(notificationType))
            .filter((subscription) => payloadVersion === undefined || subscription.payloadVersion === payloadVersion)
        : this.#remaining.get(nextToken)
    if (matching === undefined) return errorByStatus(400)
    const page = { subscriptions: matching.slice(0, pageSize) }
    if (matching.length <= pageSize) return { status: 200, body: { payload: page } }
    const token = randomUUID()
    this.#remaining.set(token, matching.slice(pageSize))
    return { status: 200, body: { payload: { ...page, nextToken: token } } }
  }

  #create({ parameters: { notificationType }, body }: CreateSubscriptionCall): ServiceResponse {
    const { payloadVersion, destinationId, processingDirective } = body
    if (!isSupported(notificationType, payloadVersion) || invalidDirective(processingDirective) !== undefined) {
      return errorByStatus(400)
    }
    if (!this.#hasDestination(destinationId)) return errorByStatus(404)
    const filter = processingDirective?.filterExpression
    const exists = this.ofType(notificationType).some(
      (other) => other.payloadVersion === payloadVersion && other.processingDirective?.filterExpression === filter,
    )
    if (exists) return errorByStatus(409)
    const subscriptionId = randomUUID()
    const directive = processingDirective === undefined ? {} : { processingDirective }
    const subscription = { subscriptionId, payloadVersion, destinationId, ...directive }
    this.#stored.set(subscriptionId, { notificationType, subscription })
    return { status: 200, body: { payload: subscription } }
  }

  #find({ parameters: { notificationType, subscriptionId } }: CallById): Subscription | undefined {
    const stored = this.#stored.get(subscriptionId)
    return stored?.notificationType === notificationType ? stored.subscription : undefined
  }
}

function respondWith(payload: Subscription | undefined): ServiceResponse {
  return payload === undefined ? errorByStatus(404) : { status: 200, body: { payload } }
}

/** Returns the field of a directive that `REPORT_PROCESSING_FINISHED` does not support, and what it must be. */
function invalidDirective(directive: Subscription['processingDirective']): { field: string; rule: string } | undefined {
  if (directive?.eventFilter !== undefined) {
    return { field: 'eventFilter', rule: 'absent: REPORT_PROCESSING_FINISHED supports only filterExpression' }
  }
  const expression = directive?.filterExpression
  return expression === undefined || isFilterExpression(expression)
    ? undefined
    : { field: 'filterExpression', rule: 'a CEL condition without arithmetic operators and indexes' }
}

/** @throws TypeError that names the field that violates the API's definition of a subscription. */
export function readSubscriptions(value: unknown, path: string, definition: Definition): SubscriptionFixture[] {
  return readList(value, path, (item, itemPath) => {
    const properties = ['notificationType', ...definition.properties]
    const { notificationType, ...subscription } = readObject(item, itemPath, properties)
    readOneOf(notificationType, `${itemPath}.notificationType`, [...payloadVersions.keys()])
    checkDefinition(definition, subscription, itemPath)
    const fixture = { notificationType, ...subscription } as unknown as SubscriptionFixture
    const invalid = invalidDirective(fixture.processingDirective)
    if (invalid === undefined) return fixture
    const directive = fixture.processingDirective as Readonly<Record<string, unknown>>
    throw invalidField(`${itemPath}.processingDirective.${invalid.field}`, invalid.rule, directive[invalid.field])
  })
}
