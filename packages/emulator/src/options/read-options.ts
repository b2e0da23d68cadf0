import { invalidField, readDuration, readInteger, readObject, readOptional, readString } from '../input/fields.ts'
import type { BaseClock, Durations, SqsOptions } from './emulator-options.ts'
import { type PayOptions, readPayOptions } from './pay-options.ts'

/** Validated options with their defaults. */
export interface ResolvedOptions {
  readonly port: number
  readonly host: string
  readonly publicUrl: URL | undefined
  readonly controlToken: string | undefined
  /** The port to listen on with https. Undefined if https is off. */
  readonly httpsPort: number | undefined
  readonly durations: Durations
  readonly clock: BaseClock | undefined
  /** Validated when the documents are added as fixtures. */
  readonly documents: unknown
  readonly sqs: SqsOptions | undefined
  readonly staticSandbox: boolean
  readonly pay: PayOptions
  readonly onWarning: (message: string) => void
}

const optionNames = [
  ...['port', 'host', 'publicUrl', 'controlToken', 'https', 'durations', 'clock', 'documents', 'sqs', 'pay'],
  ...['staticSandbox', 'onWarning'],
]

/** @throws TypeError that names the invalid option and says what it must be. */
export function readOptions(value: unknown): ResolvedOptions {
  const options = readObject(value, 'options', optionNames)
  const durations = readObject(options.durations ?? {}, 'durations', ['inQueue', 'inProgress'])
  return {
    port: readOptional(options.port, (port) => readPort(port, 'port')) ?? 0,
    host: readOptional(options.host, (host) => readString(host, 'host')) ?? '127.0.0.1',
    publicUrl: readOptional(options.publicUrl, readPublicUrl),
    controlToken: readOptional(options.controlToken, readControlToken),
    httpsPort: readOptional(options.https, readHttps),
    durations: {
      inQueue: readDuration(durations.inQueue ?? 5_000, 'durations.inQueue'),
      inProgress: readDuration(durations.inProgress ?? 6_000, 'durations.inProgress'),
    },
    clock: readOptional(options.clock, readClock),
    documents: options.documents,
    sqs: readOptional(options.sqs, readSqs),
    staticSandbox: readOptional(options.staticSandbox, readStaticSandbox) ?? false,
    pay: readOptional(options.pay, readPayOptions) ?? {},
    onWarning: readOptional(options.onWarning, readOnWarning) ?? console.warn,
  }
}

function readHttps(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 0 : undefined
  if (typeof value !== 'object') throw invalidField('https', 'true, false or an object with a port', value)
  const { port } = readObject(value, 'https', ['port'])
  return readOptional(port, (number) => readPort(number, 'https.port')) ?? 0
}

function readPublicUrl(value: unknown): URL {
  const url = URL.parse(readString(value, 'publicUrl'))
  if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url
  throw invalidField('publicUrl', 'a URL without a path, like http://emulator:4500', value)
}

/** The message must not repeat the token. */
function readControlToken(value: unknown): string {
  if (typeof value === 'string' && /^[\x21-\x7e]{16,}$/.test(value)) return value
  throw new TypeError('controlToken must be a string of at least 16 visible ASCII characters')
}

function readPort(value: unknown, path: string): number {
  return readInteger(value, path, 0, 65_535, ' (0 selects any free port)')
}

function readClock(value: unknown): BaseClock {
  if (typeof value === 'object' && value !== null && 'now' in value && typeof value.now === 'function') {
    return value as BaseClock
  }
  throw invalidField('clock', 'an object with a function now() that returns milliseconds', value)
}

function readStaticSandbox(value: unknown): boolean {
  if (typeof value === 'boolean') return value
  throw invalidField('staticSandbox', 'true or false', value)
}

function readSqs(value: unknown): SqsOptions {
  const { endpoint, region, credentials } = readObject(value, 'sqs', ['endpoint', 'region', 'credentials'])
  return {
    endpoint: readOptional(endpoint, readEndpoint),
    region: readOptional(region, (name) => readString(name, 'sqs.region')),
    credentials: readOptional(credentials, readCredentials),
  }
}

function readCredentials(value: unknown): NonNullable<SqsOptions['credentials']> {
  const path = 'sqs.credentials'
  const { accessKeyId, secretAccessKey } = readObject(value, path, ['accessKeyId', 'secretAccessKey'])
  // The message must not repeat the secret.
  if (typeof secretAccessKey !== 'string') throw new TypeError(`${path}.secretAccessKey must be a string`)
  return { accessKeyId: readString(accessKeyId, `${path}.accessKeyId`), secretAccessKey }
}

function readEndpoint(value: unknown): string {
  const endpoint = readString(value, 'sqs.endpoint')
  if (!/^https?:$/.test(URL.parse(endpoint)?.protocol ?? '')) {
    throw invalidField('sqs.endpoint', 'a URL like http://127.0.0.1:4566', value)
  }
  return endpoint
}

function readOnWarning(value: unknown): (message: string) => void {
  if (typeof value === 'function') return value as (message: string) => void
  throw invalidField('onWarning', 'a function that takes a message', value)
}
