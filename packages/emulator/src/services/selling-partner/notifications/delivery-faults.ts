import {
  invalidField,
  readInteger,
  readList,
  readNonNegative,
  readObject,
  readOneOf,
  readOptional,
} from '../../../input/fields.ts'

/** A simulated failure in the delivery of notifications. */
export interface DeliveryFault {
  /**
   * `lost`: never sent. `doubled`: sent twice with the same notificationId. `late`: sent after a delay of
   * `milliseconds`.
   */
  readonly delivery: 'lost' | 'doubled' | 'late'
  /** How many notifications are affected. Defaults to 1. */
  readonly times?: number
  /** The delay on the emulator's clock. Required for `late`, and not allowed otherwise. */
  readonly milliseconds?: number
}

/** Delivery faults that have not occurred yet. They apply in the order in which they were added. */
export class DeliveryFaults {
  readonly #pending: { readonly fault: DeliveryFault; remaining: number }[] = []

  add(faults: readonly DeliveryFault[]): void {
    this.#pending.push(...faults.map((fault) => ({ fault, remaining: fault.times ?? 1 })))
  }

  take(): DeliveryFault | undefined {
    const [first] = this.#pending
    if (first === undefined) return undefined
    first.remaining -= 1
    if (first.remaining === 0) this.#pending.shift()
    return first.fault
  }
}

/** @throws TypeError that names the invalid field. */
export function readDeliveryFaults(value: unknown, path: string): DeliveryFault[] {
  return readList(value, path, (item, itemPath) => {
    const fault = readObject(item, itemPath, ['delivery', 'times', 'milliseconds'])
    const delivery = readOneOf(fault.delivery, `${itemPath}.delivery`, ['lost', 'doubled', 'late'])
    const delayPath = `${itemPath}.milliseconds`
    readOptional(fault.times, (times) => readInteger(times, `${itemPath}.times`, 1, 1_000_000))
    readOptional(fault.milliseconds, (milliseconds) => readNonNegative(milliseconds, delayPath, 'milliseconds'))
    if ((delivery === 'late') !== (fault.milliseconds !== undefined)) {
      throw invalidField(delayPath, 'set if the delivery is late, and only then', fault.milliseconds)
    }
    return fault as unknown as DeliveryFault
  })
}
