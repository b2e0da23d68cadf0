import {
  invalidField,
  readInteger,
  readList,
  readObject,
  readOneOf,
  readOptional,
  readString,
} from '../input/fields.ts'

/** A failure that the emulator simulates. */
export interface Fault {
  /**
   * The operationId it applies to (`requestToken` is the token endpoint), or `document` for downloads. Defaults to the
   * next operation that takes an access token or a signature.
   */
  readonly operation?: string
  /** How many requests fail. Defaults to 1. */
  readonly times?: number
  /** Responds with this status, 400 to 599, and does not execute the operation. */
  readonly status?: number
  /**
   * `reset-before` resets the connection and does not execute the operation. `reset-during` executes the operation,
   * sends half of the response and then resets the connection.
   */
  readonly connection?: 'reset-before' | 'reset-during'
  /**
   * Damages the response body. `html` replaces it with a web page. `cut` truncates it to half, with a matching
   * Content-Length. `empty` removes it. Without `status`, the operation is executed.
   */
  readonly body?: 'html' | 'cut' | 'empty'
}

/** The value of {@link Fault.operation} for downloads. */
export const documentOperation = 'document'

/** Faults that have not occurred yet. */
export class Faults {
  #pending: { readonly fault: Fault; remaining: number }[] = []

  add(faults: readonly Fault[]): void {
    this.#pending.push(...faults.map((fault) => ({ fault, remaining: fault.times ?? 1 })))
  }

  /**
   * Takes the first fault that applies to a request.
   *
   * @param byNameOnly Whether to skip faults that name no operation.
   */
  take(operation: string, byNameOnly: boolean): Fault | undefined {
    const found = this.#pending.find(({ fault }) =>
      fault.operation === undefined ? !byNameOnly : fault.operation === operation,
    )
    if (found === undefined) return undefined
    found.remaining -= 1
    this.#pending = this.#pending.filter(({ remaining }) => remaining > 0)
    return found.fault
  }
}

/** @throws TypeError that names the invalid field. */
export function readFaults(value: unknown, path: string, operations: readonly string[]): Fault[] {
  return readList(value, path, (item, itemPath) => readFault(item, itemPath, [...operations, documentOperation]))
}

function readFault(value: unknown, path: string, operations: readonly string[]): Fault {
  const fault = readObject(value, path, ['operation', 'times', 'status', 'connection', 'body'])
  const operationPath = `${path}.operation`
  readOptional(fault.operation, (name) => readOneOf(readString(name, operationPath), operationPath, operations))
  readOptional(fault.times, (times) => readInteger(times, `${path}.times`, 1, 1_000_000))
  readOptional(fault.status, (status) => readInteger(status, `${path}.status`, 400, 599))
  readOptional(fault.connection, (kind) => readOneOf(kind, `${path}.connection`, ['reset-before', 'reset-during']))
  readOptional(fault.body, (kind) => readOneOf(kind, `${path}.body`, ['html', 'cut', 'empty']))
  const { status, connection, body } = fault
  if (status === undefined && connection === undefined && body === undefined) {
    throw invalidField(path, 'an object with a status, a connection or a body', value)
  }
  if (connection !== undefined && (status !== undefined || body !== undefined)) {
    throw invalidField(path, 'an object with either a connection, or a status and a body', value)
  }
  return fault as Fault
}
