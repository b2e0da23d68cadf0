import type { DocumentSeed } from '../fixtures.ts'
import { amount, fields, optional, text, whole, wrong } from '../input/fields.ts'
import type { Durations } from '../service/service-definition.ts'
import type { BaseClock } from '../state/clock.ts'
import { type PayOptions, readPayOptions } from './pay-options.ts'

/** Where the queues are that notifications are sent to. What is left out is as the AWS SDK has it configured. */
export interface SqsOptions {
  /** Address of something that speaks like Amazon SQS; without `credentials`, made-up ones are sent there. */
  readonly endpoint?: string
  /** The region of every queue; the one in the queue's ARN, if left out. */
  readonly region?: string
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string }
}

/** How to start an emulator. */
export interface EmulatorOptions {
  /** The port to listen at; 0, the default, takes any free one. */
  readonly port?: number
  /** The address to listen at; 127.0.0.1, if left out. */
  readonly host?: string
  /**
   * Listens with https as well, at any free port unless it is named, with a certificate that is made for the occasion:
   * for clients that speak nothing else. No, if left out.
   */
  readonly https?: boolean | { readonly port?: number }
  /** How long reports wait and are worked on, in milliseconds: 5,000 and 6,000, if left out, like Amazon's quickest. */
  readonly durations?: Partial<Durations>
  /** The clock that the emulator's own starts from; the system's, if left out. */
  readonly clock?: BaseClock
  /** Documents that are there from the start, like `documents` in {@link Fixtures}. */
  readonly documents?: readonly DocumentSeed[]
  /** Where notifications go; without it no queue is reached. Needs the package `@aws-sdk/client-sqs`. */
  readonly sqs?: SqsOptions
  /** What is special about Amazon Pay. */
  readonly pay?: PayOptions
  /** Hears what no caller hears of, such as a notification that could not be delivered; `console.warn`, if left out. */
  readonly onWarning?: (message: string) => void
}

/** Options with their defaults. */
export interface ReadOptions {
  readonly port: number
  readonly host: string
  /** The port to listen at with https; undefined for none. */
  readonly httpsPort: number | undefined
  readonly durations: Durations
  readonly clock: BaseClock | undefined
  /** Judged when it is set up. */
  readonly documents: unknown
  readonly sqs: SqsOptions | undefined
  readonly pay: PayOptions
  readonly onWarning: (message: string) => void
}

const keys = ['port', 'host', 'https', 'durations', 'clock', 'documents', 'sqs', 'pay', 'onWarning'] as const

/** @throws TypeError that names the option which is wrong and says what it must be. */
export function readOptions(options: unknown): ReadOptions {
  const given = fields(options, 'options', keys)
  const durations = fields(given.durations ?? {}, 'durations', ['inQueue', 'inProgress'])
  return {
    port: optional(given.port, (port) => readPort(port, 'port')) ?? 0,
    host: optional(given.host, (host) => text(host, 'host')) ?? '127.0.0.1',
    httpsPort: optional(given.https, readHttps),
    durations: {
      inQueue: amount(durations.inQueue ?? 5_000, 'durations.inQueue', 'milliseconds'),
      inProgress: amount(durations.inProgress ?? 6_000, 'durations.inProgress', 'milliseconds'),
    },
    clock: optional(given.clock, readClock),
    documents: given.documents,
    sqs: optional(given.sqs, readSqs),
    pay: optional(given.pay, readPayOptions) ?? {},
    onWarning: optional(given.onWarning, readOnWarning) ?? console.warn,
  }
}

function readHttps(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 0 : undefined
  if (typeof value !== 'object') throw wrong('https', 'true, false or an object with a port', value)
  const { port } = fields(value, 'https', ['port'])
  return optional(port, (number) => readPort(number, 'https.port')) ?? 0
}

function readPort(value: unknown, at: string): number {
  return whole(value, at, 0, 65_535, ' (0 takes any free one)')
}

function readClock(clock: unknown): BaseClock {
  if (typeof clock === 'object' && clock !== null && 'now' in clock && typeof clock.now === 'function') {
    return clock as BaseClock
  }
  throw wrong('clock', 'an object with a function now() that returns milliseconds', clock)
}

function readSqs(value: unknown): SqsOptions {
  const { endpoint, region, credentials } = fields(value, 'sqs', ['endpoint', 'region', 'credentials'])
  return {
    ...(endpoint === undefined ? {} : { endpoint: readEndpoint(endpoint) }),
    ...(region === undefined ? {} : { region: text(region, 'sqs.region') }),
    ...(credentials === undefined ? {} : { credentials: readKeys(credentials) }),
  }
}

function readKeys(value: unknown): NonNullable<SqsOptions['credentials']> {
  const at = 'sqs.credentials'
  const { accessKeyId, secretAccessKey } = fields(value, at, ['accessKeyId', 'secretAccessKey'])
  if (typeof secretAccessKey !== 'string') throw new TypeError(`${at}.secretAccessKey must be a text`)
  return { accessKeyId: text(accessKeyId, `${at}.accessKeyId`), secretAccessKey }
}

function readEndpoint(value: unknown): string {
  const endpoint = text(value, 'sqs.endpoint')
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw wrong('sqs.endpoint', 'a URL like http://127.0.0.1:4566', value)
  }
  return endpoint
}

function readOnWarning(value: unknown): (message: string) => void {
  if (typeof value === 'function') return value as (message: string) => void
  throw wrong('onWarning', 'a function that takes a message', value)
}
