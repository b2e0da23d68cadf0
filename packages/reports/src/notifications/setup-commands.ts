import { arnOf, checkQueue, type QueueName } from './queue-name.ts'
import { amazonAccount } from './queue-policy.ts'
import { reportTypesFilter } from './report-types-filter.ts'
import { defaultPayloadVersion, destinationName, type NotificationSetup, notificationType } from './setup.ts'

/** The options of {@link setupCommands}. */
export type SetupCommandsOptions = Pick<NotificationSetup, 'name' | 'payloadVersion' | 'reportTypes'> & {
  readonly queue: QueueName & { readonly url: string }
}

/**
 * Returns the setup as lines for a shell, to run by hand: an AWS command for the queue's owner, and as comments the two
 * API calls that `setup` makes without AWS permissions. Sends nothing. The lines contain no secret.
 *
 * @throws TypeError if the ARN is missing and cannot be derived from the URL, or `reportTypes` do not fit into a filter;
 *   NotificationError `QUEUE_FIFO`.
 */
export function setupCommands({ queue, name, payloadVersion, reportTypes }: SetupCommandsOptions): string[] {
  checkQueue(queue)
  const arn = arnOf(queue)
  if (queue.url === undefined || arn === undefined)
    throw new TypeError('`queue` must have a `url`, and an `arn` if the URL is not one of AWS.')
  const destination = { name: destinationName(arn, name), resourceSpecification: { sqs: { arn } } }
  const directive =
    reportTypes === undefined ? {} : { processingDirective: { filterExpression: reportTypesFilter(reportTypes) } }
  const subscription = {
    payloadVersion: payloadVersion ?? defaultPayloadVersion,
    destinationId: '<destinationId>',
    ...directive,
  }
  return [
    '# 1. As the owner of the queue, allow Amazon to send to it. Existing statements of the policy are kept.',
    '#    An error that the label already exists means that this step is done.',
    `aws sqs add-permission --queue-url ${quoted(queue.url)} --label AmazonSendsReportNotifications ` +
      `--aws-account-ids ${amazonAccount} --actions SendMessage GetQueueAttributes`,
    '# 2. Create the destination, with a grantless token (scope sellingpartnerapi::notifications):',
    `#    POST /notifications/v1/destinations ${JSON.stringify(destination)}`,
    "# 3. Create the subscription, with the seller's token and the destinationId of step 2:",
    `#    POST /notifications/v1/subscriptions/${notificationType} ${JSON.stringify(subscription)}`,
    `# account.notifications.setup(${JSON.stringify({ queue: { arn }, reportTypes })}) does steps 2 and 3 and needs no ` +
      'AWS permissions.',
  ]
}

/** Quotes a string as one word for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
