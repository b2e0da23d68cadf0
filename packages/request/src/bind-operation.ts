import type { ApiResponse } from './api-response.ts'
import type { Send } from './attempt.ts'
import type { CallOptions } from './call-options.ts'
import type { RequestFunction } from './create-request.ts'
import type { Call } from './method.ts'
import type { Operation } from './operation.ts'
import { splitInput } from './split-input.ts'

/** An operation and where the keys of its input go. */
export interface BoundOperation extends Operation {
  /** The names of its parameters, by place. */
  readonly parameters: {
    readonly path?: readonly string[]
    readonly query?: readonly string[]
    readonly header?: readonly string[]
  }
  /** `fields`: the input's other keys are the body; `whole`: its key `body` is. Absent: there is none. */
  readonly body?: 'fields' | 'whole'
}

/** openapi-fetch's `client.request`, as far as it matters here: that of any typed client fits. */
export type RawRequest = (method: never, path: never, init: never) => Promise<unknown>

/** A method whose types are not known. */
export type UntypedMethod = (input?: Readonly<Record<string, unknown>>, options?: CallOptions) => Call<unknown>

type LooseRequest = (method: string, path: string, init: object) => Promise<unknown>

/**
 * Makes an operation's method: it sorts the input's keys to where they belong, has openapi-fetch build a Request for
 * each attempt, and sends it through `request`.
 *
 * The method rejects with a TypeError for an unknown key, a missing path parameter or an input that is no object, and
 * otherwise as `RequestFunction` does. For a body of fields every other key is a field, so none is unknown.
 *
 * @typeParam Bound - the method's type, as a rule `Method<operations['…']>`; taken on trust
 * @param raw - `client.request` of an openapi-fetch client
 */
export function bindOperation<Bound = UntypedMethod>(
  request: RequestFunction,
  raw: RawRequest,
  operation: BoundOperation,
): Bound {
  const loose = raw as LooseRequest
  const method: UntypedMethod = (input = {}, options) => {
    const answer = async () => {
      const parts = splitInput(operation, input)
      // Without the attempt's signal, which the fetch beneath is given: a Request that follows one is costly.
      const send: Send = ({ fetch }) => loose(operation.method, operation.path, { ...parts, fetch })
      return request(operation, send, options)
    }
    return callOf(answer())
  }
  return method as Bound
}

/** A promise of the body from which the whole answer can be had as well. */
function callOf(answer: Promise<ApiResponse<unknown>>): Call<unknown> {
  const body = answer.then((each) => each.body)
  return Object.assign(body, {
    withResponse: () => {
      // Whoever asks for the answer handles its failure there; the body's would otherwise count as unhandled.
      body.catch(() => {})
      return answer
    },
  })
}
