import type { SQSClient } from '@aws-sdk/client-sqs'
import { NotificationError } from './notification-error.ts'

/** An `SQSClient` of `@aws-sdk/client-sqs`, version 3: only its `send` is used. */
export interface SqsClient {
  send(command: never, options?: { abortSignal?: AbortSignal }): Promise<unknown>
}

/** Where SQS is, for who has no client at hand: one is made with the AWS SDK's own configuration. */
export interface SqsAddress {
  /** For example `eu-west-1`. */
  readonly region: string
  /** Another address than AWS's, for example that of a local SQS. */
  readonly endpoint?: string
}

/** The `@aws-sdk/client-sqs` package. */
export type SqsPackage = typeof import('@aws-sdk/client-sqs')

/** The package and a client. */
export interface Sqs {
  readonly aws: SqsPackage
  readonly client: SQSClient
}

/**
 * Loads `@aws-sdk/client-sqs`, which is an optional peer, when a queue is first used.
 *
 * @throws TypeError when `sqs` is neither a client nor an address; NotificationError `SQS_MISSING`.
 */
export async function openSqs(
  sqs: SqsClient | SqsAddress,
  load: () => Promise<SqsPackage> = () => import('@aws-sdk/client-sqs'),
): Promise<Sqs> {
  checkSqs(sqs)
  const aws = await load().catch((cause: unknown) => {
    const what = 'the package @aws-sdk/client-sqs, which reaches the queue, could not be loaded: install it.'
    throw new NotificationError('SQS_MISSING', what, cause)
  })
  if ('send' in sqs) return { aws, client: sqs as SQSClient }
  const { region, endpoint } = sqs
  return { aws, client: new aws.SQSClient(endpoint === undefined ? { region } : { region, endpoint }) }
}

/** @throws TypeError when `sqs` is neither a client nor an address. */
export function checkSqs(sqs: SqsClient | SqsAddress): void {
  if (typeof sqs === 'object' && sqs !== null) {
    if ('send' in sqs ? typeof sqs.send === 'function' : typeof sqs.region === 'string') return
  }
  throw new TypeError("sqs must be an SQSClient of @aws-sdk/client-sqs, or an address such as { region: 'eu-west-1' }")
}
