import { randomUUID } from 'node:crypto'
import type { Definition } from '../../../contract/load-contract.ts'
import { readList, readObject, readOneOf } from '../../../input/fields.ts'
import { errorByStatus } from '../../amazon-errors.ts'
import { checkDefinition } from '../../fixture-key.ts'
import type { Call, ServiceResponse } from '../../service-definition.ts'

/** A subscription in the format of the API. */
export interface Subscription {
  readonly subscriptionId: string
  readonly payloadVersion: string
  readonly destinationId: string
  readonly processingDirective?: unknown
}

/** A subscription to add: the fields of the API and its notification type. */
export interface SubscriptionFixture extends Subscription {
  readonly notificationType: 'REPORT_PROCESSING_FINISHED'
}

/** The notification types that the emulator sends, with their payload versions. Others are rejected. */
const payloadVersions: ReadonlyMap<string, readonly string[]> = new Map([
  ['REPORT_PROCESSING_FINISHED', ['2020-09-04', '1.0']],
])

interface StoredSubscription {
  readonly notificationType: string
  readonly subscription: Subscription
}

type TypeParameter = { readonly notificationType: string }
type CallById = Call<TypeParameter & { subscriptionId: string }>
type CreateSubscriptionCall = Call<TypeParameter, Omit<Subscription, 'subscriptionId'>>

/** The subscriptions of one application and seller: one per notification type and payload version. */
export class Subscriptions {
  readonly #stored = new Map<string, StoredSubscription>()
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

  #create({ parameters: { notificationType }, body }: CreateSubscriptionCall): ServiceResponse {
    const { payloadVersion, destinationId, processingDirective } = body
    if (!payloadVersions.get(notificationType)?.includes(payloadVersion)) return errorByStatus(400)
    if (!this.#hasDestination(destinationId)) return errorByStatus(404)
    const exists = this.ofType(notificationType).some((other) => other.payloadVersion === payloadVersion)
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

/** @throws TypeError that names the field that violates the API's definition of a subscription. */
export function readSubscriptions(value: unknown, path: string, definition: Definition): SubscriptionFixture[] {
  return readList(value, path, (item, itemPath) => {
    const properties = ['notificationType', ...definition.properties]
    const { notificationType, ...subscription } = readObject(item, itemPath, properties)
    readOneOf(notificationType, `${itemPath}.notificationType`, [...payloadVersions.keys()])
    checkDefinition(definition, subscription, itemPath)
    return { notificationType, ...subscription } as unknown as SubscriptionFixture
  })
}
