import type { SellingPartnerAccount } from '@reportline/reports/selling-partner'
import type { CallOptions } from '@reportline/request'
import { openSession } from '../../account/session.ts'
import type { Action } from '../../context.ts'
import type {
  notificationsRemoveDefinition,
  notificationsSetupDefinition,
  notificationsStatusDefinition,
} from '../../definitions/notifications.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { exitCodes } from '../../exit-codes.ts'
import { formatFields } from '../../output/fields.ts'
import { startProgress } from '../../output/progress.ts'
import { formatTable } from '../../output/table.ts'
import { queueName, sellerOf, sqsAddress } from './queue-options.ts'

/** `reportline notifications setup` */
export const setUpNotifications: Action<typeof notificationsSetupDefinition> = async ({ options }, context) => {
  const { terminal, signal } = context
  const queue = queueName(options.queue)
  const reportTypes = options.type
  if (options['print-commands']) {
    const { setupCommands } = await import('@reportline/reports/selling-partner')
    if (queue.url === undefined) throw new UsageError('--print-commands requires the URL of the queue, not its ARN.')
    const commands = setupCommands({ queue: { url: queue.url }, ...(reportTypes && { reportTypes }) })
    const text = options.json ? JSON.stringify({ commands }, undefined, 2) : commands.join('\n')
    await terminal.stdout.write(`${text}\n`)
    return exitCodes.done
  }
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { name, account } = await sellerOf(session, options.marketplace)
  const sqs = queue.url === undefined ? {} : { sqs: sqsAddress(queue.url, options['sqs-endpoint'], terminal) }
  const filter = reportTypes === undefined ? {} : { reportTypes }
  const result = await account.notifications.setup({ queue, ...sqs, ...filter, signal })
  progress.stop()
  for (const note of result.notes) progress.note(note)
  if (result.skipped.length > 0) {
    progress.note('The policy of the queue was not checked. It must allow Amazon to send. See: --print-commands')
  }
  const fields = { account: name, ...result }
  await terminal.stdout.write(options.json ? `${JSON.stringify(fields, undefined, 2)}\n` : formatFields(fields))
  return exitCodes.done
}

/** `reportline notifications status` */
export const notificationsStatus: Action<typeof notificationsStatusDefinition> = async ({ options }, context) => {
  const { terminal, signal } = context
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { name, account } = await sellerOf(session, options.marketplace)
  const subscriptions = await listSubscriptions(account, { signal })
  progress.stop()
  const listed = subscriptions.map((subscription) => ({ account: name, ...subscription }))
  const columns = ['subscriptionId', 'queueArn', 'filter', 'destinationId', 'account']
  await terminal.stdout.write(
    options.json
      ? `${JSON.stringify({ subscriptions: listed }, undefined, 2)}\n`
      : formatTable(listed, columns, terminal.stdout),
  )
  return exitCodes.done
}

/** `reportline notifications remove` */
export const removeNotifications: Action<typeof notificationsRemoveDefinition> = async ({ options }, context) => {
  const { terminal, signal } = context
  const { queue, subscription, destination } = options
  const byId = subscription !== undefined || destination !== undefined
  if (byId === (queue !== undefined)) throw new UsageError('Pass either --queue, or --subscription and --destination.')
  await using progress = await startProgress({ terminal, ...options })
  const { onEvent } = progress
  await using session = await openSession(options, { terminal, marketplaces: options.marketplace, onEvent })
  const { name, account } = await sellerOf(session, options.marketplace)
  const found =
    queue === undefined
      ? { subscriptions: subscription === undefined ? [] : [subscription], destination }
      : await findQueue(account, queue, { signal })
  for (const subscriptionId of found.subscriptions) await account.notifications.remove({ subscriptionId, signal })
  if (found.destination !== undefined) await account.notifications.remove({ destinationId: found.destination, signal })
  progress.stop()
  if (options.json) {
    await terminal.stdout.write(`${JSON.stringify({ account: name, removed: found }, undefined, 2)}\n`)
    return exitCodes.done
  }
  for (const id of found.subscriptions) await terminal.stdout.write(`Removed subscription ${id}\n`)
  if (found.destination !== undefined) await terminal.stdout.write(`Removed destination ${found.destination}\n`)
  return exitCodes.done
}

const notificationType = 'REPORT_PROCESSING_FINISHED'

async function listDestinations({ notifications: { client } }: SellingPartnerAccount, call: CallOptions) {
  const { payload = [] } = await client.getDestinations({}, call)
  return payload.map(({ destinationId, resource }) => ({ destinationId, queueArn: resource?.sqs?.arn }))
}

async function listSubscriptions(account: SellingPartnerAccount, call: CallOptions) {
  const destinations = await listDestinations(account, call)
  const { client } = account.notifications
  const found: {
    readonly subscriptionId: string
    readonly destinationId: string
    readonly payloadVersion?: string | undefined
    readonly filter?: string | undefined
    readonly queueArn?: string | undefined
  }[] = []
  let nextToken: string | undefined
  const usedTokens = new Set<string>()
  do {
    const page = nextToken === undefined ? {} : { nextToken }
    const { payload } = await client.getSubscriptions({ notificationTypes: [notificationType], ...page }, call)
    for (const { subscriptionId, destinationId, payloadVersion, processingDirective } of payload?.subscriptions ?? []) {
      const queueArn = destinations.find((one) => one.destinationId === destinationId)?.queueArn
      const filter = processingDirective?.filterExpression
      found.push({ subscriptionId, destinationId, payloadVersion, filter, queueArn })
    }
    nextToken = payload?.nextToken || undefined
    if (nextToken !== undefined && usedTokens.has(nextToken)) throw new Error('The list of subscriptions never ends.')
    usedTokens.add(nextToken ?? '')
  } while (nextToken !== undefined)
  return found
}

/** @throws UsageError if Amazon does not send to the queue. */
async function findQueue(account: SellingPartnerAccount, queue: string, call: CallOptions) {
  const { url, arn = arnOfUrl(url) } = queueName(queue)
  if (arn === undefined) throw new UsageError('--queue is not the URL of a queue of AWS. Pass its ARN.')
  const destination = (await listDestinations(account, call)).find(({ queueArn }) => queueArn === arn)?.destinationId
  if (destination === undefined) throw new UsageError(`There is no destination for the queue ${arn}.`)
  const subscriptions = (await listSubscriptions(account, call))
    .filter(({ destinationId }) => destinationId === destination)
    .map(({ subscriptionId }) => subscriptionId)
  return { subscriptions, destination }
}

function arnOfUrl(url: string | undefined): string | undefined {
  const [, region, owner, name] =
    /^https:\/\/sqs\.([a-z0-9-]+)\.amazonaws\.com\/(\d{12})\/([\w.-]+)$/.exec(url ?? '') ?? []
  return name === undefined ? undefined : `arn:aws:sqs:${region}:${owner}:${name}`
}
