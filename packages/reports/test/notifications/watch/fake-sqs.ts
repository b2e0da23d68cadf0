import type { SqsClient } from '../../../src/accounts/selling-partner/index.ts'
import type { ManualClock } from './manual-clock.ts'

interface FakeMessage {
  readonly id: string
  readonly body: string
  receipt: string
  visibleAt: number
  receiveCount: number
}

export interface SentCommand {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

/** An error like those of the AWS SDK. */
export function awsError(name: string, status?: number): Error {
  return Object.assign(new Error(`${name}.`), { name, $metadata: { httpStatusCode: status } })
}

/** A queue on a clock that the test advances, with visibility timeouts, receive counts, a dead-letter queue and faults by command. */
export class FakeSqs implements SqsClient {
  readonly sent: SentCommand[] = []
  readonly messages: FakeMessage[] = []
  readonly dead: FakeMessage[] = []
  readonly #clock: ManualClock
  readonly #maxReceiveCount: number
  readonly #faults = new Map<string, Error[]>()
  #wake: () => void = () => {}
  #number = 0

  constructor(clock: ManualClock, maxReceiveCount = Number.POSITIVE_INFINITY) {
    this.#clock = clock
    this.#maxReceiveCount = maxReceiveCount
  }

  put(body: unknown): void {
    const id = `message-${++this.#number}`
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    this.messages.push({ id, body: text, receipt: '', visibleAt: 0, receiveCount: 0 })
    this.#wake()
  }

  fails(command: string, ...errors: Error[]): this {
    this.#faults.set(command, [...(this.#faults.get(command) ?? []), ...errors])
    return this
  }

  named(name: string): SentCommand[] {
    return this.sent.filter((command) => command.name === name)
  }

  async send(command: never, options?: { abortSignal?: AbortSignal }): Promise<unknown> {
    const { name, input } = readCommand(command)
    this.sent.push({ name, input })
    const fault = this.#faults.get(name)?.shift()
    if (fault !== undefined) throw fault
    if (name === 'ReceiveMessageCommand') return this.#receive(Number(input.VisibilityTimeout), options?.abortSignal)
    const index = this.messages.findIndex(({ receipt }) => receipt === input.ReceiptHandle)
    const message = this.messages[index]
    if (message === undefined) throw awsError('ReceiptHandleIsInvalid', 404)
    if (name === 'DeleteMessageCommand') this.messages.splice(index, 1)
    else message.visibleAt = this.#clock.now() + Number(input.VisibilityTimeout) * 1000
    this.#wake()
    return {}
  }

  async #receive(visibilityTimeout: number, signal: AbortSignal | undefined): Promise<unknown> {
    const end = this.#clock.now() + 20_000
    for (;;) {
      const message = this.#take(visibilityTimeout)
      if (message !== undefined) return { Messages: [message] }
      const left = Math.min(end, ...this.messages.map(({ visibleAt }) => visibleAt)) - this.#clock.now()
      if (this.#clock.now() >= end) return {}
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      await Promise.race([this.#clock.sleep(Math.max(left, 0), signal), woken])
    }
  }

  #take(visibilityTimeout: number) {
    const now = this.#clock.now()
    for (const message of this.messages.filter(({ visibleAt }) => visibleAt <= now)) {
      if (++message.receiveCount > this.#maxReceiveCount) {
        this.dead.push(...this.messages.splice(this.messages.indexOf(message), 1))
        continue
      }
      message.receipt = `${message.id} ${message.receiveCount}`
      message.visibleAt = now + visibilityTimeout * 1000
      return {
        MessageId: message.id,
        ReceiptHandle: message.receipt,
        Body: message.body,
        Attributes: { ApproximateReceiveCount: String(message.receiveCount) },
      }
    }
    return undefined
  }
}

function readCommand(command: object): SentCommand {
  const input: unknown = 'input' in command ? command.input : undefined
  return { name: command.constructor.name, input: Object.fromEntries(Object.entries(input ?? {})) }
}
