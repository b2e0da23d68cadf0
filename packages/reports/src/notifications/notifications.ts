import { ApiError } from '@reportline/request'
import type { SellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import {
  checkPolicy,
  type NotificationSetup,
  type NotificationSetupResult,
  notificationType,
  type QueuePolicyResult,
  type QueueToCheck,
  setUp,
} from './setup.ts'
import { type SetupCommandsOptions, setupCommands } from './setup-commands.ts'

/** The subscription and the destination to remove. */
export interface RemoveNotificationsOptions {
  readonly subscriptionId?: string
  /** A destination can be removed only if no subscription of any seller uses it. */
  readonly destinationId?: string
  readonly signal?: AbortSignal
}

/** The notifications about one seller's finished reports. */
export interface AccountNotifications {
  /** The generated client, with every operation of the Notifications API. */
  readonly client: SellingPartnerNotificationsClient
  /**
   * Makes Amazon send a notification to an SQS queue whenever a report of this seller is finished. Adds a statement to the
   * queue's policy, and finds or creates the destination and the subscription. Whatever exists is kept, so that you can
   * call it again. Concurrent calls run one after the other, but only in this process: the policy is read and then
   * written, so do not run the setup in two processes at the same time.
   *
   * @param setup The queue and the SQS client. Without `sqs`, the queue's policy is not changed. With `reportTypes`, Amazon
   *   sends only the reports of these types.
   * @returns The ids, and the steps that were `created`, `existing` or `skipped`. `notes` lists what you still have to do.
   * @throws TypeError if an option is invalid; NotificationError if the queue or another subscription prevents the setup;
   *   RequestError or AuthError if a call failed. The next call finds whatever was created before the error.
   * @see https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow
   * @example
   * const queue = { url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports' }
   * const { created, notes } = await account.notifications.setup({ queue, sqs: { region: 'eu-west-1' } })
   * console.log(created, notes)
   */
  setup(setup: NotificationSetup): Promise<NotificationSetupResult>
  /**
   * Checks whether the policy of an SQS queue allows Amazon to send. Changes nothing.
   *
   * @param check The queue, the SQS client and optionally a signal.
   * @throws TypeError if the queue is invalid; NotificationError if the queue cannot be read, or a statement of its policy
   *   denies Amazon access.
   * @example
   * const queue = { url: 'https://sqs.eu-west-1.amazonaws.com/123456789012/reports' }
   * const { allowsAmazon } = await account.notifications.checkPolicy({ queue, sqs: { region: 'eu-west-1' } })
   */
  checkPolicy(check: QueueToCheck): Promise<QueuePolicyResult>
  /** Returns the setup as shell commands to run by hand. Sends nothing. The commands contain no secret. */
  setupCommands(options: SetupCommandsOptions): string[]
  /**
   * Deletes the subscription and the destination that you name. One that does not exist counts as deleted. The queue and
   * its policy stay unchanged.
   *
   * @throws TypeError if neither is named; RequestError or AuthError if a call failed.
   */
  remove(removal: RemoveNotificationsOptions): Promise<void>
}

/** Creates the notification methods of an account. */
export function accountNotifications(client: SellingPartnerNotificationsClient): AccountNotifications {
  let previous: Promise<unknown> = Promise.resolve()
  return {
    client,
    setup(setup) {
      const result = previous.then(() => setUp(setup, client))
      previous = result.catch(() => {})
      return result
    },
    checkPolicy,
    setupCommands,
    async remove({ subscriptionId, destinationId, signal }) {
      if (subscriptionId === undefined && destinationId === undefined) {
        throw new TypeError('Pass a `subscriptionId`, a `destinationId` or both.')
      }
      if (subscriptionId !== undefined) {
        await ignoreNotFound(client.deleteSubscriptionById({ notificationType, subscriptionId }, { signal }))
      }
      if (destinationId !== undefined) await ignoreNotFound(client.deleteDestination({ destinationId }, { signal }))
    },
  }
}

async function ignoreNotFound(deletion: PromiseLike<unknown>): Promise<void> {
  try {
    await deletion
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  }
}
