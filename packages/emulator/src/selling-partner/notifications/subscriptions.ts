import { randomUUID } from 'node:crypto'
import type { Definition } from '../../contract/load-contract.ts'
import { fields, list, oneOf } from '../../input/fields.ts'
import { fits } from '../../reports/report-fixtures.ts'
import { errorByStatus } from '../../service/amazon-errors.ts'
import type { Answer, Call } from '../../service/service-definition.ts'

/** A standing order for notifications, as the API answers with it. */
export interface Subscription {
  readonly subscriptionId: string
  readonly payloadVersion: string
  readonly destinationId: string
  readonly processingDirective?: unknown
}

/** A subscription that is set up: the API's own fields, and the type of notification that it is for. */
export interface SubscriptionSeed extends Subscription {
  readonly notificationType: 'REPORT_PROCESSING_FINISHED'
}

/** Types of notification that the emulator sends, with the versions of their payload. Others are refused. */
const payloadVersions: ReadonlyMap<string, readonly string[]> = new Map([
  ['REPORT_PROCESSING_FINISHED', ['2020-09-04', '1.0']],
])

interface Kept {
  readonly notificationType: string
  readonly subscription: Subscription
}

type ByType = { notificationType: string }
type ById = Call<ByType & { subscriptionId: string }>

/** The subscriptions of one application for one seller, who has one for each type and version of the payload. */
export class Subscriptions {
  readonly #kept = new Map<string, Kept>()
  readonly #hasDestination: (destinationId: string) => boolean

  constructor(hasDestination: (destinationId: string) => boolean) {
    this.#hasDestination = hasDestination
  }

  /** In the order in which they were made. */
  ofType(notificationType: string): Subscription[] {
    const kept = [...this.#kept.values()].filter((one) => one.notificationType === notificationType)
    return kept.map(({ subscription }) => subscription)
  }

  sendTo(destinationId: string): boolean {
    return [...this.#kept.values()].some(({ subscription }) => subscription.destinationId === destinationId)
  }

  put({ notificationType, ...subscription }: SubscriptionSeed): void {
    this.#kept.set(subscription.subscriptionId, { notificationType, subscription })
  }

  handlers() {
    return {
      getSubscription: ({ parameters }: Call<ByType & { payloadVersion?: string }>): Answer => {
        const { notificationType, payloadVersion } = parameters
        const all = this.ofType(notificationType)
        return found(all.findLast((one) => payloadVersion === undefined || one.payloadVersion === payloadVersion))
      },
      createSubscription: (call: Call<ByType, Omit<Subscription, 'subscriptionId'>>) => this.#create(call),
      getSubscriptionById: (call: ById): Answer => found(this.#find(call)),
      deleteSubscriptionById: (call: ById): Answer => {
        const subscription = this.#find(call)
        if (subscription === undefined) return errorByStatus(404)
        this.#kept.delete(subscription.subscriptionId)
        return { status: 200, body: {} }
      },
    }
  }

  #create({ parameters, body }: Call<ByType, Omit<Subscription, 'subscriptionId'>>): Answer {
    const { notificationType } = parameters
    const { payloadVersion, destinationId, processingDirective } = body
    if (!payloadVersions.get(notificationType)?.includes(payloadVersion)) return errorByStatus(400)
    if (!this.#hasDestination(destinationId)) return errorByStatus(404)
    if (this.ofType(notificationType).some((one) => one.payloadVersion === payloadVersion)) return errorByStatus(409)
    const subscriptionId = randomUUID()
    const directive = processingDirective === undefined ? {} : { processingDirective }
    const subscription = { subscriptionId, payloadVersion, destinationId, ...directive }
    this.#kept.set(subscriptionId, { notificationType, subscription })
    return { status: 200, body: { payload: subscription } }
  }

  #find({ parameters: { notificationType, subscriptionId } }: ById): Subscription | undefined {
    const kept = this.#kept.get(subscriptionId)
    return kept?.notificationType === notificationType ? kept.subscription : undefined
  }
}

function found(payload: Subscription | undefined): Answer {
  return payload === undefined ? errorByStatus(404) : { status: 200, body: { payload } }
}

/** @throws TypeError that names the field which breaks the API's definition of a subscription. */
export function readSubscriptions(value: unknown, at: string, definition: Definition): SubscriptionSeed[] {
  return list(value, at, (item, place) => {
    const { notificationType, ...subscription } = fields(item, place, ['notificationType', ...definition.properties])
    oneOf(notificationType, `${place}.notificationType`, [...payloadVersions.keys()])
    fits(definition, subscription, place)
    return { notificationType, ...subscription } as unknown as SubscriptionSeed
  })
}
