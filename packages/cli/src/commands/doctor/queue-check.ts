import type { Session } from '../../account/session.ts'
import type { CommandContext } from '../../context.ts'
import { describeError } from '../../errors/describe-error.ts'
import { sqsAddress } from '../notifications/queue-options.ts'
import { type Check, failedCheck } from './check.ts'

interface QueueContext extends CommandContext {
  readonly session: Pick<Session, 'accounts'>
}

/** Checks whether the policy of a queue allows Amazon to send notifications to it. */
export async function checkQueue(
  url: string,
  options: { readonly 'sqs-endpoint': string | undefined },
  { session, terminal, signal }: QueueContext,
): Promise<Check> {
  const name = 'queue'
  const seller = Object.values(session.accounts).find((account) => account.api === 'selling-partner')
  if (seller === undefined) return failedCheck(name, 'Only the Selling Partner API sends notifications.')
  try {
    const sqs = sqsAddress(url, options['sqs-endpoint'], terminal)
    const { queueArn, allowsAmazon, notes } = await seller.account.notifications.checkPolicy({
      queue: { url },
      sqs,
      signal,
    })
    if (!allowsAmazon) {
      const suggestion = `Add the statement: reportline notifications setup --queue ${url}`
      return failedCheck(name, `The policy of ${queueArn} does not allow Amazon to send.`, suggestion)
    }
    const [note] = notes
    const message = `The policy of ${queueArn} allows Amazon to send.`
    return note === undefined ? { name, status: 'ok', message } : { name, status: 'warning', message, suggestion: note }
  } catch (error) {
    signal.throwIfAborted()
    return failedCheck(name, error, describeError(error).suggestions[0])
  }
}
