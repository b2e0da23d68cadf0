import { arnOf, checkQueue, type QueueName } from './queue-name.ts'
import { amazonAccount } from './queue-policy.ts'
import { defaultPayloadVersion, destinationName, type NotificationSetup, notificationType } from './setup.ts'

/** What {@link setupCommands} takes. */
export type SetupCommandsOptions = Pick<NotificationSetup, 'name' | 'payloadVersion'> & {
  readonly queue: QueueName & { readonly url: string }
}

/**
 * The setup as a list of lines for a shell, to run by hand: a command of the AWS command line for the queue's owner, and
 * as comments the two calls that `setup` makes without AWS rights. Holds no secret, sends nothing.
 *
 * @throws TypeError when the queue's ARN is neither given nor follows from its URL; NotificationError `QUEUE_FIFO`.
 */
export function setupCommands({ queue, name, payloadVersion }: SetupCommandsOptions): string[] {
  checkQueue(queue)
  const arn = arnOf(queue)
  if (queue.url === undefined || arn === undefined) throw new TypeError('queue must have a url, and an arn beside it')
  const destination = { name: destinationName(arn, name), resourceSpecification: { sqs: { arn } } }
  const subscription = { payloadVersion: payloadVersion ?? defaultPayloadVersion, destinationId: '<destinationId>' }
  return [
    '# 1. The owner of the queue lets Amazon send to it. The statements that its policy has are kept;',
    '#    an error that the label exists already means that this is done.',
    `aws sqs add-permission --queue-url ${quoted(queue.url)} --label AmazonSendsReportNotifications ` +
      `--aws-account-ids ${amazonAccount} --actions SendMessage GetQueueAttributes`,
    '# 2. The destination, with a grantless token (scope sellingpartnerapi::notifications):',
    `#    POST /notifications/v1/destinations ${JSON.stringify(destination)}`,
    "# 3. The subscription, with the seller's token and the destinationId of step 2:",
    `#    POST /notifications/v1/subscriptions/${notificationType} ${JSON.stringify(subscription)}`,
    `# account.notifications.setup({ queue: { arn: '${arn}' } }) does 2 and 3 and needs no AWS rights.`,
  ]
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
