import { randomUUID } from 'node:crypto'
import type { Definition } from '../../../contract/load-contract.ts'
import { readList, readObject } from '../../../input/fields.ts'
import type { EmulatorState } from '../../../state/emulator-state.ts'
import { amazonError, errorByStatus, invalidInput } from '../../amazon-errors.ts'
import { checkDefinition } from '../../fixture-key.ts'
import type { Call, ServiceResponse } from '../../service-definition.ts'

/** A destination of notifications in the format of the API. */
export interface Destination {
  readonly name: string
  readonly destinationId: string
  readonly resource: {
    readonly sqs?: { readonly arn: string }
    readonly eventBridge?: { readonly name: string; readonly region: string; readonly accountId: string }
  }
}

/** The body of createDestination in the specification. */
interface CreateDestinationBody {
  readonly name: string
  readonly resourceSpecification: {
    readonly sqs?: { readonly arn: string }
    readonly eventBridge?: { readonly region: string; readonly accountId: string }
  }
}

type CallById = Call<{ destinationId: string }>

/** The destinations of one application. */
export class Destinations {
  readonly #destinations = new Map<string, Destination>()
  readonly #state: EmulatorState
  readonly #applicationId: string
  readonly #definition: Definition

  /** @param definition The destination's schema in the specification. */
  constructor(state: EmulatorState, applicationId: string, definition: Definition) {
    this.#state = state
    this.#applicationId = applicationId
    this.#definition = definition
  }

  find(destinationId: string): Destination | undefined {
    return this.#destinations.get(destinationId)
  }

  put(destination: Destination): void {
    this.#destinations.set(destination.destinationId, destination)
  }

  /** @param isUsed Returns whether a destination has subscriptions. */
  handlers(isUsed: (destinationId: string) => boolean) {
    return {
      getDestinations: (): ServiceResponse => ({ status: 200, body: { payload: [...this.#destinations.values()] } }),
      createDestination: (call: Call<unknown, CreateDestinationBody>) => this.#create(call),
      getDestination: ({ parameters: { destinationId } }: CallById): ServiceResponse => {
        const payload = this.find(destinationId)
        return payload === undefined ? errorByStatus(404) : { status: 200, body: { payload } }
      },
      deleteDestination: ({ parameters: { destinationId } }: CallById): ServiceResponse => {
        if (isUsed(destinationId)) return destinationInUse()
        return this.#destinations.delete(destinationId) ? { status: 200, body: {} } : errorByStatus(404)
      },
    }
  }

  async #create({ body }: Call<unknown, CreateDestinationBody>): Promise<ServiceResponse> {
    const { sqs, eventBridge } = body.resourceSpecification
    if ((sqs === undefined) === (eventBridge === undefined)) return errorByStatus(400)
    const error = sqs && ((await this.#rejectQueue(sqs.arn)) ?? this.#rejectDuplicate(sqs.arn))
    if (error !== undefined) return error
    const resource = {
      ...(sqs && { sqs: { arn: sqs.arn } }),
      ...(eventBridge && { eventBridge: this.#eventBus(eventBridge) }),
    }
    const payload = { name: body.name, destinationId: randomUUID(), resource }
    // The name of the event bus contains the account's ID, so that it can be too long.
    if (this.#definition.check(payload).length > 0) return errorByStatus(400)
    this.put(payload)
    return { status: 200, body: { payload } }
  }

  #rejectDuplicate(arn: string): ServiceResponse | undefined {
    const exists = [...this.#destinations.values()].some(({ resource }) => resource.sqs?.arn === arn)
    if (!exists) return undefined
    const message = 'The requested resource conflict with a resource in the server.'
    const details = `A destination with arn ${arn} already exists for the application ${this.#applicationId}`
    return amazonError({ status: 409, code: 'Conflict', message, details })
  }

  /** That Amazon checks the queue when the destination is created is assumed, and so are the error messages. */
  async #rejectQueue(arn: string): Promise<ServiceResponse | undefined> {
    const check = await this.#state.queues?.check(arn)
    if (check === 'unreadable') {
      this.#state.warn(`Cannot check whether Amazon may send to the queue ${arn}, because its policy cannot be read`)
    }
    return typeof check === 'object' ? invalidInput(check.rejected) : undefined
  }

  #eventBus({ region, accountId }: { region: string; accountId: string }) {
    return { name: `aws.partner/sellingpartnerapi.amazon.com/${accountId}/${this.#applicationId}`, region, accountId }
  }
}

/** The message was observed. The status is assumed. */
function destinationInUse(): ServiceResponse {
  const message = 'The requested action is forbidden.'
  return amazonError({ status: 403, code: 'Unauthorized', message, details: 'Destination has subscriptions' })
}

/** @throws TypeError that names the field that violates the API's definition of a destination. */
export function readDestinations(value: unknown, path: string, definition: Definition): Destination[] {
  return readList(value, path, (item, itemPath) => {
    const destination = readObject(item, itemPath, definition.properties)
    checkDefinition(definition, destination, itemPath)
    return destination as unknown as Destination
  })
}
