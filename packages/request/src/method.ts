import type { ApiResponse } from './api-response.ts'
import type { CallOptions } from './call-options.ts'

/** A call in progress. Await it to get the body. */
export interface Call<T> extends Promise<T> {
  /** Returns the body together with the status, the headers and the request id. */
  withResponse(): Promise<ApiResponse<T>>
}

type Empty = Record<never, never>

/** Expands an intersection, so that editors show its keys and the compiler rejects unknown ones. */
type Simplify<T> = T extends unknown
  ? [keyof T] extends [never]
    ? Record<string, never>
    : { [Key in keyof T]: Empty extends Pick<T, Key> ? T[Key] | undefined : T[Key] }
  : never

type NeverToUnknown<T> = [T] extends [never] ? unknown : T

type Parameter<Operation, Location extends 'path' | 'query' | 'header'> = Operation extends {
  parameters: { [Key in Location]?: infer Values }
}
  ? NeverToUnknown<NonNullable<Values>>
  : unknown

type Parameters<Operation> = Parameter<Operation, 'path'> &
  Parameter<Operation, 'query'> &
  Parameter<Operation, 'header'>

type Json<T> = T extends { content: { 'application/json': infer Value } } ? Value : never

type Fields<Operation> = Operation extends { requestBody: infer Body }
  ? NeverToUnknown<Json<Body>>
  : Operation extends { requestBody?: infer Body }
    ? NeverToUnknown<Partial<Json<NonNullable<Body>>>>
    : unknown

type Body<Operation> = Operation extends { requestBody: infer Body }
  ? [Json<Body>] extends [never]
    ? unknown
    : { body: Json<Body> }
  : Operation extends { requestBody?: infer Body }
    ? [Json<NonNullable<Body>>] extends [never]
      ? unknown
      : { body?: Json<NonNullable<Body>> }
    : unknown

/**
 * The input of a method: parameters and body fields in one flat object.
 *
 * @typeParam Operation - a member of the `operations` that openapi-typescript generates
 */
export type Input<Operation> = Simplify<Parameters<Operation> & Fields<Operation>>

/** The input of a method whose parameters and body fields collide or whose body is not an object: `{...parameters, body}`. */
export type NestedInput<Operation> = Simplify<Parameters<Operation> & Body<Operation>>

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX'

type Content<Response> = Response extends { content: { 'application/json': infer Value } } ? Value : undefined

/** The result of a method: the JSON body of the documented 2xx responses, or `undefined` for a response without content. */
export type Output<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: Content<Responses[Status]> }[keyof Responses & Success]
  : never

/** The method of one operation. An input without required keys is optional. */
export type Method<Operation, MethodInput = Input<Operation>> = Empty extends MethodInput
  ? (input?: MethodInput, options?: CallOptions) => Call<Output<Operation>>
  : (input: MethodInput, options?: CallOptions) => Call<Output<Operation>>
