import { randomUUID } from 'node:crypto'
import type { Definition } from '../../contract/load-contract.ts'
import type { Report } from '../../reports/stored-report.ts'
import type { World } from '../../service/service-definition.ts'
import type { Account } from '../../state/accounts.ts'
import { DeliveryFaults } from './delivery-faults.ts'
import type { Destinations } from './destinations.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'

const notificationType = 'REPORT_PROCESSING_FINISHED'

export interface NotifierOptions {
  readonly account: Account
  readonly applicationId: string
  readonly destinations: Destinations
  readonly subscriptions: Subscriptions
  /** What the specification says of the notification. */
  readonly definition: Definition
}

/** Tells the subscribed queues of finished reports. */
export class Notifier {
  readonly faults = new DeliveryFaults()
  readonly #world: World
  readonly #options: NotifierOptions
  /** Messages leave one after the other. */
  #last: Promise<void> = Promise.resolve()
  #saidThatNoneIsReached = false

  constructor(world: World, options: NotifierOptions) {
    this.#world = world
    this.#options = options
  }

  /** @param at When the report was finished. */
  reportFinished(report: Report, at: number): void {
    for (const subscription of this.#options.subscriptions.ofType(notificationType)) {
      const arn = this.#options.destinations.find(subscription.destinationId)?.resource.sqs?.arn
      const body = arn === undefined ? undefined : this.#notification(subscription, report, at)
      if (arn !== undefined && body !== undefined) this.#deliver(arn, body, at)
    }
  }

  #deliver(arn: string, body: string, at: number): void {
    const { delivery, milliseconds = 0 } = this.#world.queues === undefined ? {} : (this.faults.take() ?? {})
    switch (delivery) {
      case 'lost':
        return
      case 'late':
        this.#world.agenda.add(at + milliseconds, () => this.#send(arn, body))
        return
      case 'doubled':
        this.#send(arn, body)
    }
    this.#send(arn, body)
  }

  #send(arn: string, body: string): void {
    const { queues, agenda, warn } = this.#world
    if (queues === undefined) {
      this.#sayThatNoneIsReached(arn)
      return
    }
    const failed = (error: unknown): void => {
      warn(`A notification did not reach the queue ${arn}: ${error instanceof Error ? error.message : String(error)}`)
    }
    this.#last = this.#last.then(() => queues.send(arn, body)).catch(failed)
    agenda.follow(this.#last)
  }

  #sayThatNoneIsReached(arn: string): void {
    if (this.#saidThatNoneIsReached) return
    this.#saidThatNoneIsReached = true
    this.#world.warn(`No notification is sent to ${arn}: the emulator was started without the option sqs`)
  }

  #notification({ payloadVersion, subscriptionId }: Subscription, report: Report, at: number): string | undefined {
    const time = new Date(at).toISOString()
    const notification = {
      notificationVersion: '2020-09-04',
      notificationType,
      payloadVersion,
      eventTime: time,
      payload: { reportProcessingFinishedNotification: this.#finishedReport(payloadVersion, report) },
      notificationMetadata: {
        applicationId: this.#options.applicationId,
        subscriptionId,
        publishTime: time,
        notificationId: randomUUID(),
      },
    }
    const [breach] = this.#options.definition.check(notification)
    if (breach === undefined) return JSON.stringify(notification)
    this.#world.warn(`The emulator's notification breaks the specification: ${breach.instancePath} ${breach.message}`)
    return undefined
  }

  /** That it is version 1.0 which has no account is assumed; it is absent in some notifications. */
  #finishedReport(payloadVersion: string, report: Report) {
    const { sellerId } = this.#options.account
    const { reportId, reportType, processingStatus, reportDocumentId } = report
    return {
      sellerId,
      ...(payloadVersion === '1.0' ? {} : { accountId: `amzn1.merchant.o.${sellerId}` }),
      reportId,
      reportType,
      processingStatus,
      ...(reportDocumentId === undefined ? {} : { reportDocumentId }),
    }
  }
}
