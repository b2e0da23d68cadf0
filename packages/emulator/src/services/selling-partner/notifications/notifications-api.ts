import { createHash } from 'node:crypto'
import type { Contract } from '../../../contract/load-contract.ts'
import type { Account } from '../../../state/accounts.ts'
import type { EmulatorState } from '../../../state/emulator-state.ts'
import { type FixtureKey, fixtureKey } from '../../fixture-key.ts'
import type { ServicePart } from '../../service-definition.ts'
import { type DeliveryFault, readDeliveryFaults } from './delivery-faults.ts'
import { type Destination, Destinations, readDestinations } from './destinations.ts'
import { Notifier } from './notifier.ts'
import { readSubscriptions, type SubscriptionFixture, Subscriptions } from './subscriptions.ts'

export interface NotificationsApiOptions {
  readonly contract: Contract
  readonly account: Account
}

/** The fixtures for notifications. */
export type NotificationsFixtures = {
  readonly destinations: FixtureKey<readonly Destination[]>
  readonly subscriptions: FixtureKey<readonly SubscriptionFixture[]>
  /** Each fault applies to the next notifications. */
  readonly notifications: FixtureKey<readonly DeliveryFault[]>
}

/** The Notifications API and the notifier that sends to its subscriptions. */
export interface NotificationsApi extends ServicePart<NotificationsFixtures> {
  readonly notifier: Notifier
}

/** Creates the Notifications API of one application and seller. */
export function notificationsApi(
  state: EmulatorState,
  { contract, account }: NotificationsApiOptions,
): NotificationsApi {
  const applicationId = applicationIdOf(account)
  const destinations = new Destinations(state, applicationId, contract.definition('Destination'))
  const subscriptions = new Subscriptions((destinationId) => destinations.find(destinationId) !== undefined)
  const definition = contract.definition('ReportProcessingFinishedNotification')
  const notifier = new Notifier(state, { account, applicationId, destinations, subscriptions, definition })
  return {
    handlers: {
      ...destinations.handlers((destinationId) => subscriptions.use(destinationId)),
      ...subscriptions.handlers(),
      ...notifier.handlers(),
    },
    fixtures: {
      destinations: fixtureKey(
        (value, path) => readDestinations(value, path, contract.definition('Destination')),
        (added) => {
          for (const destination of added) destinations.put(destination)
        },
      ),
      subscriptions: fixtureKey(
        (value, path) => readSubscriptions(value, path, contract.definition('Subscription')),
        (added) => {
          for (const subscription of added) subscriptions.put(subscription)
        },
      ),
      notifications: fixtureKey(readDeliveryFaults, (faults) => notifier.faults.add(faults)),
    },
    notifier,
  }
}

/** Derives a made-up identifier from the account, so that it does not change between starts. */
function applicationIdOf({ clientId }: Account): string {
  const hex = createHash('sha256').update(clientId).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `amzn1.sp.solution.${parts.join('-')}`
}
