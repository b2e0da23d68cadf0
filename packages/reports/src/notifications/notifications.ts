import { ApiError } from '@reportline/request'
import type { SellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import { type NotificationSetup, type NotificationSetupResult, notificationType, setUp } from './setup.ts'
import { type SetupCommandsOptions, setupCommands } from './setup-commands.ts'

/** What is to be removed. */
export interface RemoveNotificationsOptions {
  readonly subscriptionId?: string
  /** A destination can be removed when no subscription, of any seller, uses it. */
  readonly destinationId?: string
  readonly signal?: AbortSignal
}

/** The notifications about finished reports of one seller. */
export interface AccountNotifications {
  /** The generated client, for every operation of the Notifications API. */
  readonly client: SellingPartnerNotificationsClient
  /**
   * Has Amazon send a notification to an SQS queue whenever a report of this seller has ended: adds a statement to the
   * queue's policy, and finds or makes the destination and the subscription. What is there is kept; a second time nothing
   * is made. Not to be run twice at the same time: the policy is read and then written.
   *
   * @throws TypeError when the setup is wrong; NotificationError when the queue or another subscription stands in the
   * way; RequestError or AuthError when a call failed. What has been made by then is found the next time.
   * @see https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow
   */
  setup(setup: NotificationSetup): Promise<NotificationSetupResult>
  /** The same as lines for a shell, to run by hand. Sends nothing and holds no secret. */
  setupCommands(options: SetupCommandsOptions): string[]
  /**
   * Ends the subscription and removes the destination, each where it is given. What is gone already counts as removed.
   * The queue and its policy stay as they are.
   */
  remove(removal: RemoveNotificationsOptions): Promise<void>
}

/** The notifications of an account. */
export function accountNotifications(client: SellingPartnerNotificationsClient): AccountNotifications {
  return {
    client,
    setup: async (setup) => setUp(setup, client),
    setupCommands,
    async remove({ subscriptionId, destinationId, signal }) {
      const call = signal === undefined ? {} : { signal }
      if (subscriptionId === undefined && destinationId === undefined) {
        throw new TypeError('remove needs a subscriptionId, a destinationId or both')
      }
      if (subscriptionId !== undefined) {
        await unlessGone(client.deleteSubscriptionById({ notificationType, subscriptionId }, call))
      }
      if (destinationId !== undefined) await unlessGone(client.deleteDestination({ destinationId }, call))
    },
  }
}

async function unlessGone(deletion: PromiseLike<unknown>): Promise<void> {
  try {
    await deletion
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  }
}
