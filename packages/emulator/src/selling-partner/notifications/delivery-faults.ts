import { amount, fields, list, oneOf, optional, whole, wrong } from '../../input/fields.ts'

/** What becomes of the next notifications. */
export interface DeliveryFault {
  /** `lost`: never sent. `doubled`: sent twice, with the same notificationId. `late`: sent later. */
  readonly delivery: 'lost' | 'doubled' | 'late'
  /** How many notifications; one, if left out. */
  readonly times?: number
  /** How much later, on the emulator's clock: only for `late`, and needed there. */
  readonly milliseconds?: number
}

/** Faults that wait for their notification, each for as many as it says, one after the other. */
export class DeliveryFaults {
  #waiting: { fault: DeliveryFault; left: number }[] = []

  add(faults: readonly DeliveryFault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })))
  }

  take(): DeliveryFault | undefined {
    const [first] = this.#waiting
    if (first === undefined) return undefined
    first.left -= 1
    if (first.left === 0) this.#waiting.shift()
    return first.fault
  }
}

/** @throws TypeError that names the field which is wrong. */
export function readDeliveryFaults(value: unknown, at: string): DeliveryFault[] {
  return list(value, at, (item, place) => {
    const given = fields(item, place, ['delivery', 'times', 'milliseconds'])
    const delivery = oneOf(given.delivery, `${place}.delivery`, ['lost', 'doubled', 'late'])
    optional(given.times, (times) => whole(times, `${place}.times`, 1, 1_000_000))
    optional(given.milliseconds, (milliseconds) => amount(milliseconds, `${place}.milliseconds`, 'milliseconds'))
    if ((delivery === 'late') !== (given.milliseconds !== undefined)) {
      throw wrong(`${place}.milliseconds`, 'given for what is late, and only there', given.milliseconds)
    }
    return given as unknown as DeliveryFault
  })
}
