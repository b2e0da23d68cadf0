import type { ApiResponse } from './api-response.ts'
import type { CallOptions } from './call-options.ts'

/** A call under way: awaited it gives the body. */
export interface Call<T> extends Promise<T> {
  /** The whole answer: body, status, headers and request id. */
  withResponse(): Promise<ApiResponse<T>>
}

type Nothing = Record<never, never>

/** Written out, so that an editor shows the keys and the compiler refuses others. */
type Simplify<T> = T extends unknown
  ? [keyof T] extends [never]
    ? Record<string, never>
    : { [Key in keyof T]: Nothing extends Pick<T, Key> ? T[Key] | undefined : T[Key] }
  : never

type OrNothing<T> = [T] extends [never] ? unknown : T

type Parameter<Operation, Place extends 'path' | 'query' | 'header'> = Operation extends {
  parameters: { [Key in Place]?: infer Values }
}
  ? OrNothing<NonNullable<Values>>
  : unknown

type Parameters<Operation> = Parameter<Operation, 'path'> &
  Parameter<Operation, 'query'> &
  Parameter<Operation, 'header'>

type Json<T> = T extends { content: { 'application/json': infer Value } } ? Value : never

type Fields<Operation> = Operation extends { requestBody: infer Body }
  ? OrNothing<Json<Body>>
  : Operation extends { requestBody?: infer Body }
    ? OrNothing<Partial<Json<NonNullable<Body>>>>
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
 * What a method takes: parameters and body fields in one flat object.
 *
 * @typeParam Operation - a member of the `operations` that openapi-typescript writes
 */
export type Input<Operation> = Simplify<Parameters<Operation> & Fields<Operation>>

/** What a method takes where parameters and body fields collide or the body is no object: `{...parameters, body}`. */
export type NestedInput<Operation> = Simplify<Parameters<Operation> & Body<Operation>>

type Success = 200 | 201 | 202 | 203 | 204 | 205 | 206 | '2XX'

type Content<Response> = Response extends { content: { 'application/json': infer Value } } ? Value : undefined

/** What a method gives: the JSON of the documented 2xx answers; `undefined` for an answer without content. */
export type Output<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses & Success]: Content<Responses[Status]> }[keyof Responses & Success]
  : never

/** The method of one operation. An input of which no key is required may be left out. */
export type Method<Operation, MethodInput = Input<Operation>> = Nothing extends MethodInput
  ? (input?: MethodInput, options?: CallOptions) => Call<Output<Operation>>
  : (input: MethodInput, options?: CallOptions) => Call<Output<Operation>>
