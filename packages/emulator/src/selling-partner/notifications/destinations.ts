import { randomUUID } from 'node:crypto'
import type { Definition } from '../../contract/load-contract.ts'
import { fields, list } from '../../input/fields.ts'
import { fits } from '../../reports/report-fixtures.ts'
import { amazonError, errorByStatus, invalidInput } from '../../service/amazon-errors.ts'
import type { Answer, Call, World } from '../../service/service-definition.ts'

/** A place that notifications go to, as the API answers with it. */
export interface Destination {
  readonly name: string
  readonly destinationId: string
  readonly resource: {
    readonly sqs?: { readonly arn: string }
    readonly eventBridge?: { readonly name: string; readonly region: string; readonly accountId: string }
  }
}

/** The body of createDestination, as the specification has it. */
interface CreateDestinationBody {
  readonly name: string
  readonly resourceSpecification: {
    readonly sqs?: { readonly arn: string }
    readonly eventBridge?: { readonly region: string; readonly accountId: string }
  }
}

type ById = Call<{ destinationId: string }>

/** The destinations of one application. */
export class Destinations {
  readonly #destinations = new Map<string, Destination>()
  readonly #world: World
  readonly #applicationId: string

  constructor(world: World, applicationId: string) {
    this.#world = world
    this.#applicationId = applicationId
  }

  find(destinationId: string): Destination | undefined {
    return this.#destinations.get(destinationId)
  }

  put(destination: Destination): void {
    this.#destinations.set(destination.destinationId, destination)
  }

  /** @param isUsed Whether subscriptions send to a destination. */
  handlers(isUsed: (destinationId: string) => boolean) {
    return {
      getDestinations: (): Answer => ({ status: 200, body: { payload: [...this.#destinations.values()] } }),
      createDestination: (call: Call<unknown, CreateDestinationBody>) => this.#create(call),
      getDestination: ({ parameters: { destinationId } }: ById): Answer => {
        const payload = this.find(destinationId)
        return payload === undefined ? errorByStatus(404) : { status: 200, body: { payload } }
      },
      deleteDestination: ({ parameters: { destinationId } }: ById): Answer => {
        if (isUsed(destinationId)) return inUse()
        return this.#destinations.delete(destinationId) ? { status: 200, body: {} } : errorByStatus(404)
      },
    }
  }

  async #create({ body: { name, resourceSpecification } }: Call<unknown, CreateDestinationBody>): Promise<Answer> {
    const { sqs, eventBridge } = resourceSpecification
    if ((sqs === undefined) === (eventBridge === undefined)) return errorByStatus(400)
    const refusal = sqs === undefined ? undefined : ((await this.#refuseQueue(sqs.arn)) ?? this.#refuseKnown(sqs.arn))
    if (refusal !== undefined) return refusal
    const resource = {
      ...(sqs && { sqs: { arn: sqs.arn } }),
      ...(eventBridge && { eventBridge: this.#bus(eventBridge) }),
    }
    const payload = { name, destinationId: randomUUID(), resource }
    this.put(payload)
    return { status: 200, body: { payload } }
  }

  #refuseKnown(arn: string): Answer | undefined {
    const isKnown = [...this.#destinations.values()].some(({ resource }) => resource.sqs?.arn === arn)
    if (!isKnown) return undefined
    const message = 'The requested resource conflict with a resource in the server.'
    const details = `A destination with arn ${arn} already exists for the application ${this.#applicationId}`
    return amazonError({ status: 409, code: 'Conflict', message, details })
  }

  /** That a queue is looked at when its destination is made, and the texts of the refusals, are assumed. */
  async #refuseQueue(arn: string): Promise<Answer | undefined> {
    const verdict = await this.#world.queues?.check(arn)
    if (verdict === 'unreadable') this.#world.warn(`Nobody tells whether Amazon may send to the queue ${arn}`)
    return typeof verdict === 'object' ? invalidInput(verdict.refused) : undefined
  }

  #bus({ region, accountId }: { region: string; accountId: string }) {
    return { name: `aws.partner/sellingpartnerapi.amazon.com/${accountId}/${this.#applicationId}`, region, accountId }
  }
}

/** The text is seen, the status assumed. */
function inUse(): Answer {
  const message = 'The requested action is forbidden.'
  return amazonError({ status: 403, code: 'Unauthorized', message, details: 'Destination has subscriptions' })
}

/** @throws TypeError that names the field which breaks the API's definition of a destination. */
export function readDestinations(value: unknown, at: string, definition: Definition): Destination[] {
  return list(value, at, (item, place) => {
    const destination = fields(item, place, definition.properties)
    fits(definition, destination, place)
    return destination as unknown as Destination
  })
}
