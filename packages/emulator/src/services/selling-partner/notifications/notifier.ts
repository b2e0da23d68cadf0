import { randomUUID } from 'node:crypto'
import type { Definition } from '../../../contract/load-contract.ts'
import type { Account } from '../../../state/accounts.ts'
import type { EmulatorState } from '../../../state/emulator-state.ts'
import type { Report } from '../../reports/stored-report.ts'
import { DeliveryFaults } from './delivery-faults.ts'
import type { Destinations } from './destinations.ts'
import type { Subscription, Subscriptions } from './subscriptions.ts'

const notificationType = 'REPORT_PROCESSING_FINISHED'

export interface NotifierOptions {
  readonly account: Account
  readonly applicationId: string
  readonly destinations: Destinations
  readonly subscriptions: Subscriptions
  /** The notification's schema in the specification. */
  readonly definition: Definition
}

/** Sends notifications of finished reports to the subscribed queues. */
export class Notifier {
  readonly faults = new DeliveryFaults()
  readonly #state: EmulatorState
  readonly #options: NotifierOptions
  /** The last message in the queue. Messages are sent one after the other. */
  #lastSend: Promise<void> = Promise.resolve()
  #warnedOfMissingOption = false

  constructor(state: EmulatorState, options: NotifierOptions) {
    this.#state = state
    this.#options = options
  }

  /** @param at When the report finished, in milliseconds since 1970-01-01 UTC. */
  notifyFinished(report: Report, at: number): void {
    for (const subscription of this.#options.subscriptions.ofType(notificationType)) {
      const arn = this.#options.destinations.find(subscription.destinationId)?.resource.sqs?.arn
      const body = arn === undefined ? undefined : this.#notification(subscription, report, at)
      if (arn !== undefined && body !== undefined) this.#deliver(arn, body, at)
    }
  }

  #deliver(arn: string, body: string, at: number): void {
    const { delivery, milliseconds = 0 } = this.#state.queues === undefined ? {} : (this.faults.take() ?? {})
    switch (delivery) {
      case 'lost':
        return
      case 'late':
        this.#state.scheduler.schedule(at + milliseconds, () => this.#send(arn, body))
        return
      case 'doubled':
        this.#send(arn, body)
    }
    this.#send(arn, body)
  }

  #send(arn: string, body: string): void {
    const { queues, scheduler, warn } = this.#state
    if (queues === undefined) {
      this.#warnOfMissingOption(arn)
      return
    }
    const onError = (error: unknown): void => {
      const reason = error instanceof Error ? error.message : String(error)
      warn(`A notification could not be delivered to the queue ${arn}: ${reason}`)
    }
    this.#lastSend = this.#lastSend.then(() => queues.send(arn, body)).catch(onError)
    scheduler.track(this.#lastSend)
  }

  #warnOfMissingOption(arn: string): void {
    if (this.#warnedOfMissingOption) return
    this.#warnedOfMissingOption = true
    this.#state.warn(`No notification is sent to ${arn}, because the emulator was started without the option sqs`)
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
    const [error] = this.#options.definition.check(notification)
    if (error === undefined) return JSON.stringify(notification)
    this.#state.warn(`The emulator's notification violates the specification: ${error.instancePath} ${error.message}`)
    return undefined
  }

  /** Some notifications have no accountId. That these are the ones with payload version 1.0 is assumed. */
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
