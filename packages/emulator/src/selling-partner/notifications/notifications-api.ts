import { createHash } from 'node:crypto'
import type { Contract } from '../../contract/load-contract.ts'
import { type FixtureKey, fixtureKey, type ServicePart, type World } from '../../service/service-definition.ts'
import type { Account } from '../../state/accounts.ts'
import { type DeliveryFault, readDeliveryFaults } from './delivery-faults.ts'
import { type Destination, Destinations, readDestinations } from './destinations.ts'
import { Notifier } from './notifier.ts'
import { readSubscriptions, type SubscriptionSeed, Subscriptions } from './subscriptions.ts'

export interface NotificationsOptions {
  readonly contract: Contract
  readonly account: Account
}

/** What can be set up for notifications. */
export type NotificationsFixtures = {
  readonly destinations: FixtureKey<readonly Destination[]>
  readonly subscriptions: FixtureKey<readonly SubscriptionSeed[]>
  /** Misbehaviours, each for the next notifications. */
  readonly notifications: FixtureKey<readonly DeliveryFault[]>
}

/** The API for notifications, and what sends them. */
export interface NotificationsApi extends ServicePart<NotificationsFixtures> {
  readonly notifier: Notifier
}

/** Destinations and subscriptions of one application and seller, and the notifications that they bring about. */
export function notificationsApi(world: World, { contract, account }: NotificationsOptions): NotificationsApi {
  const applicationId = applicationIdOf(account)
  const destinations = new Destinations(world, applicationId)
  const subscriptions = new Subscriptions((destinationId) => destinations.find(destinationId) !== undefined)
  const definition = contract.definition('ReportProcessingFinishedNotification')
  const notifier = new Notifier(world, { account, applicationId, destinations, subscriptions, definition })
  return {
    handlers: {
      ...destinations.handlers((destinationId) => subscriptions.sendTo(destinationId)),
      ...subscriptions.handlers(),
    },
    fixtures: {
      destinations: fixtureKey(
        (value, at) => readDestinations(value, at, contract.definition('Destination')),
        (seeds) => {
          for (const seed of seeds) destinations.put(seed)
        },
      ),
      subscriptions: fixtureKey(
        (value, at) => readSubscriptions(value, at, contract.definition('Subscription')),
        (seeds) => {
          for (const seed of seeds) subscriptions.put(seed)
        },
      ),
      notifications: fixtureKey(readDeliveryFaults, (faults) => notifier.faults.add(faults)),
    },
    notifier,
  }
}

/** Made up, and the same at every start. */
function applicationIdOf({ clientId }: Account): string {
  const hex = createHash('sha256').update(clientId).digest('hex')
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
  return `amzn1.sp.solution.${parts.join('-')}`
}
