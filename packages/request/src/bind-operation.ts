import type { CallOptions } from './call-options.ts'
import type { RequestFunction } from './create-request.ts'
import type { Call } from './method.ts'
import type { Operation } from './operation.ts'

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

/** openapi-fetch's `client.request`, as far as it matters here: any typed client's fits. */
export type RawRequest = (method: never, path: never, init: never) => Promise<unknown>

/** A method whose types are not known. */
export type UntypedMethod = (input?: Readonly<Record<string, unknown>>, options?: CallOptions) => Call<unknown>

/** Makes an operation's method. */
export function bindOperation<Bound = UntypedMethod>(
  _request: RequestFunction,
  _raw: RawRequest,
  _operation: BoundOperation,
): Bound {
  throw new Error('not built yet')
}
