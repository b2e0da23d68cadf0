import { fields, list, oneOf, optional, text, whole, wrong } from '../input/fields.ts'

/** A misbehaviour on request. */
export interface Fault {
  /**
   * Where it happens: an operationId (the token endpoint's among them), or `document` for downloads. Left out: at any
   * operation that takes an access token.
   */
  readonly operation?: string
  /** How often; once, if left out. */
  readonly times?: number
  /** Answers with this status (400–599) instead of carrying the operation out. */
  readonly status?: number
  /**
   * `reset-before`: the connection is reset, and the operation not carried out. `reset-during`: it is carried out, half
   * of the answer is sent, then the connection is reset.
   */
  readonly connection?: 'reset-before' | 'reset-during'
  /**
   * What becomes of the answer's body. `html`: a web page instead of it. `cut`: it ends in the middle, with a length to
   * match. `empty`: there is none. Without `status` the operation is carried out.
   */
  readonly body?: 'html' | 'cut' | 'empty'
}

/** The name that faults have for downloads. */
export const documentOperation = 'document'

/** Faults that wait for their request. */
export class Faults {
  #waiting: { fault: Fault; left: number }[] = []

  add(faults: readonly Fault[]): void {
    this.#waiting.push(...faults.map((fault) => ({ fault, left: fault.times ?? 1 })))
  }

  /**
   * Takes the first fault that is meant for a request.
   *
   * @param byNameOnly Whether faults that name no operation pass it by.
   */
  take(operation: string, byNameOnly: boolean): Fault | undefined {
    const found = this.#waiting.find(({ fault }) =>
      fault.operation === undefined ? !byNameOnly : fault.operation === operation,
    )
    if (found === undefined) return undefined
    found.left -= 1
    this.#waiting = this.#waiting.filter(({ left }) => left > 0)
    return found.fault
  }
}

/** @throws TypeError that names the field which is wrong. */
export function readFaults(value: unknown, at: string, operations: readonly string[]): Fault[] {
  return list(value, at, (item, place) => readFault(item, place, [...operations, documentOperation]))
}

function readFault(item: unknown, at: string, operations: readonly string[]): Fault {
  const given = fields(item, at, ['operation', 'times', 'status', 'connection', 'body'])
  optional(given.operation, (name) => oneOf(text(name, `${at}.operation`), `${at}.operation`, operations))
  optional(given.times, (times) => whole(times, `${at}.times`, 1, 1_000_000))
  optional(given.status, (status) => whole(status, `${at}.status`, 400, 599))
  optional(given.connection, (kind) => oneOf(kind, `${at}.connection`, ['reset-before', 'reset-during']))
  optional(given.body, (kind) => oneOf(kind, `${at}.body`, ['html', 'cut', 'empty']))
  const { status, connection, body } = given
  if (status === undefined && connection === undefined && body === undefined) {
    throw wrong(at, 'given a status, a connection or a body', item)
  }
  if (connection !== undefined && (status !== undefined || body !== undefined)) {
    throw wrong(at, 'given either a connection, or a status and a body', item)
  }
  return given as Fault
}
