import type { SQSClient } from '@aws-sdk/client-sqs'
import { NotificationError } from './notification-error.ts'
import { checkSqs, type SqsAddress, type SqsClient } from './sqs-client.ts'

/** The `@aws-sdk/client-sqs` package. */
export type SqsPackage = typeof import('@aws-sdk/client-sqs')

/** The package and an SQS client. */
export interface Sqs {
  readonly aws: SqsPackage
  readonly client: SQSClient
}

/**
 * Loads `@aws-sdk/client-sqs`, an optional peer dependency, and creates a client if necessary.
 *
 * @throws TypeError if `sqs` is neither a client nor an address; NotificationError `SQS_MISSING`.
 */
export async function openSqs(
  sqs: SqsClient | SqsAddress,
  load: () => Promise<SqsPackage> = () => import('@aws-sdk/client-sqs'),
): Promise<Sqs> {
  checkSqs(sqs)
  const aws = await load().catch((cause: unknown) => {
    const what = 'The package @aws-sdk/client-sqs could not be loaded. Install it to use a queue.'
    throw new NotificationError('SQS_MISSING', what, cause)
  })
  if ('send' in sqs) return { aws, client: sqs as SQSClient }
  const { region, endpoint } = sqs
  return { aws, client: new aws.SQSClient(endpoint === undefined ? { region } : { region, endpoint }) }
}
