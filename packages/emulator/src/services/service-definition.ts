import type { Contract, Operation } from '../contract/load-contract.ts'
import type { RequestParts, ValidRequest, Violation } from '../contract/read-request.ts'
import type { Account } from '../state/accounts.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import type { FixtureKey } from './fixture-key.ts'

/**
 * One of Amazon's services. The emulator serves every folder whose `service.ts` exports a `service` of this type. No
 * other file needs to change.
 */
export interface ServiceDefinition {
  /** The key of its credentials. */
  readonly name: string
  /** The specifications it serves, by the name of their folder under `specs/`. */
  readonly apis: readonly string[]
  /** Whether its operations are called for a seller, with an access token. */
  readonly account: boolean
  /**
   * Maps the paths of requests, for a service whose paths differ from those in its specifications.
   *
   * @param path The request's path as it was sent, percent-encoded and without the query.
   * @returns The path in the specification. Undefined if the path does not belong to this service.
   */
  route?(path: string): string | undefined
  open(state: EmulatorState, contracts: Readonly<Record<string, Contract>>): Service
}

/** Some of the operations of a service, and the fixtures for them. */
export interface ServicePart<Fixtures = Readonly<Record<string, FixtureKey<unknown>>>> {
  /** By operationId. */
  readonly handlers: Readonly<Record<string, Handler>>
  /** By key in `Fixtures`. */
  readonly fixtures: Fixtures
}

/** A running service. It handles every operation of its specifications. */
export interface Service<Fixtures = Readonly<Record<string, FixtureKey<unknown>>>> extends ServicePart<Fixtures> {
  /** What callers need, for a service that is not called with an access token. */
  readonly credentials?: object
  /** Authenticates a request before it is validated. Returns an error response if the caller is not allowed. */
  authenticate(operation: Operation, request: IncomingRequest): Account | ServiceResponse | undefined
  /** Converts a request to the form in the specification, for a service that accepts other forms too. */
  normalize?(operation: Operation, request: IncomingRequest): RequestParts
  /** Responds in place of validation and handler, for a static sandbox. Undefined if the sandbox lacks the operation. */
  staticResponse?(operation: Operation, request: IncomingRequest): ServiceResponse | undefined
  /** Adds what every response of the service contains, errors included. */
  finalizeResponse?(response: ServiceResponse): ServiceResponse
  /** Creates the response to a request that violates the specification. */
  invalidRequest(violation: Violation): ServiceResponse
  /** Creates an error response with a status. */
  errorResponse(status: number, details?: string): ServiceResponse
}

/** A response whose body is sent as JSON. */
export interface ServiceResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Skips the validation against the specification, for a response that the user configured. */
  readonly unchecked?: true
}

/** A request as it was received, with everything that a signature may cover. */
export interface IncomingRequest extends RequestParts {
  readonly method: string
  /** Path and query as in the request line. */
  readonly target: string
  /** The body before decoding. */
  readonly bytes: Uint8Array
}

/** A valid request from an authenticated caller. */
export interface Call<Parameters = Readonly<Record<string, unknown>>, Body = unknown> extends ValidRequest {
  readonly parameters: Parameters & ValidRequest['parameters']
  readonly body: Body
  /** The request as it was received. */
  readonly request: IncomingRequest
}

/**
 * Executes an operation. A handler declares the types of the parameters and the body that its specification describes.
 * The request is validated against the specification before the handler is called.
 */
export type Handler = (call: Call<never, never>) => ServiceResponse | Promise<ServiceResponse>
