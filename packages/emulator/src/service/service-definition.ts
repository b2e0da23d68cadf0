import type { Contract, Operation } from '../contract/load-contract.ts'
import type { Accepted, RequestParts, Violation } from '../contract/read-request.ts'
import type { DocumentStore } from '../documents/document-store.ts'
import type { Fields } from '../input/fields.ts'
import type { PayOptions } from '../options/pay-options.ts'
import type { Queues } from '../queues/queues.ts'
import type { AccessTokens } from '../state/access-tokens.ts'
import type { Account } from '../state/accounts.ts'
import type { MovableClock } from '../state/clock.ts'
import type { Agenda } from '../state/scheduler.ts'
import type { UsagePlans } from '../state/usage-plans.ts'
import type { IncomingRequest } from './incoming-request.ts'

/** How long a report waits and how long it is worked on, in milliseconds. */
export interface Durations {
  readonly inQueue: number
  readonly inProgress: number
}

/** What the services of one emulator share. */
export interface World {
  readonly clock: MovableClock
  /** What will happen when the clock gets there. */
  readonly agenda: Agenda
  /** Says what went wrong where no caller hears of it. */
  readonly warn: (message: string) => void
  /** Undefined: no queue can be reached. */
  readonly queues: Queues | undefined
  readonly durations: Durations
  readonly documents: DocumentStore
  readonly accessTokens: AccessTokens
  readonly usagePlans: UsagePlans
  /** One for each service that has an account. */
  readonly accounts: readonly Account[]
  readonly pay: PayOptions
}

/**
 * One of Amazon's services. A folder that exports a `service` of this form in its `service.ts` is served; nothing else
 * needs to know of it.
 */
export interface ServiceDefinition {
  /** The key of its credentials. */
  readonly name: string
  /** The specifications it serves, by their folder's name under `specs/`. */
  readonly apis: readonly string[]
  /** Whether its operations are called for a seller, with an access token. */
  readonly account: boolean
  /**
   * Where the service stands, if elsewhere than its specifications' paths alone.
   *
   * @param path A request's path, escaped as it was sent, without the query.
   * @returns The path that the specification has for it; undefined for a path that belongs to others.
   */
  route?(path: string): string | undefined
  open(world: World, contracts: Readonly<Record<string, Contract>>): Service
}

/** Some of the operations of a service, and what can be set up for them. */
export interface ServicePart<Fixtures = Readonly<Record<string, FixtureKey<unknown>>>> {
  /** By operationId. */
  readonly handlers: Readonly<Record<string, Handler>>
  /** The resources that can be set up, by their key in `fixtures`. */
  readonly fixtures: Fixtures
}

/** A service that runs: it handles every operation of its specifications. */
export interface Service<Fixtures = Readonly<Record<string, FixtureKey<unknown>>>> extends ServicePart<Fixtures> {
  /** What callers need, for a service that is not called with an access token. */
  readonly credentials?: object
  /** Lets a request in, or answers it, before the request is held against the specification. */
  admit(operation: Operation, request: IncomingRequest): Account | Answer | undefined
  /** The request as the specification has it, where callers may write it otherwise. */
  normalise?(operation: Operation, request: IncomingRequest): RequestParts
  /** The answer with what every answer of the service carries, errors included. */
  dress?(answer: Answer): Answer
  /** Says that a request breaks the specification. */
  refuse(violation: Violation): Answer
  /** Says that the service fails. */
  fail(status: number, details?: string): Answer
}

/** An answer before it goes over the wire; the body is sent as JSON. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Wanted so by whoever runs the emulator: not held against the specification. */
  readonly unchecked?: true
}

/** A request that the specification allows, from a caller that may make it. */
export interface Call<Parameters = Readonly<Record<string, unknown>>, Body = unknown> extends Accepted {
  readonly parameters: Parameters & Accepted['parameters']
  readonly body: Body
  /** The request as it came. */
  readonly request: IncomingRequest
}

/**
 * Carries an operation out. A handler declares the parameters and the body that its specification promises; the
 * compiled contract has proven them before it is called.
 */
export type Handler = (call: Call<never, never>) => Answer | Promise<Answer>

/** Reads one key of `fixtures`: throws a TypeError that names what is wrong, or returns what sets it up. */
export interface FixtureKey<Value> {
  /** @param fixtures All keys that are fixtures together with this one. */
  prepare(value: unknown, at: string, fixtures: Fields): () => void
  /** Only a type: what may be given. */
  readonly value?: Value
}

/** A {@link FixtureKey} from a reader that judges without changing anything, and a function that then applies what was read. */
export function fixtureKey<Value>(
  read: (value: unknown, at: string) => Value,
  apply: (value: Value, fixtures: Fields) => void,
): FixtureKey<Value> {
  return {
    prepare: (value, at, fixtures) => {
      const prepared = read(value, at)
      return () => apply(prepared, fixtures)
    },
  }
}
