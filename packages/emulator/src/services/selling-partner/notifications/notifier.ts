import { randomUUID } from 'node:crypto'
import type { Definition } from '../../../contract/load-contract.ts'
import type { Account } from '../../../state/accounts.ts'
import type { EmulatorState } from '../../../state/emulator-state.ts'
import { errorByStatus } from '../../amazon-errors.ts'
import type { Report } from '../../reports/stored-report.ts'
import type { Call, ServiceResponse } from '../../service-definition.ts'
import { DeliveryFaults } from './delivery-faults.ts'
import type { Destinations } from './destinations.ts'
import { accepts, isSupported, type Subscription, type Subscriptions } from './subscriptions.ts'

const notificationType = 'REPORT_PROCESSING_FINISHED'

type FinishedReport = Pick<Report, 'reportId' | 'reportType' | 'processingStatus' | 'reportDocumentId'>

type SendTestNotificationCall = Call<
  { readonly notificationType: string },
  {
    readonly destinationId?: string
    readonly testNotification?: { readonly payloadVersion: string; readonly testScenario?: string }
  }
>

/** The report that test notifications are about. */
const testReport: FinishedReport = {
  reportId: '50012020516',
  reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
  processingStatus: 'DONE',
  reportDocumentId: 'amzn1.spdoc.1.4.na.3f2a9d4e-6b1c-4a57-9e0d-8c7b5a41f2d6.T1M2Q8VZ4KX0R7.2651',
}

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
      this.#notify(subscription, report, at)
    }
  }

  handlers() {
    return { sendTestNotification: (call: SendTestNotificationCall) => this.#sendTest(call) }
  }

  /** That `testNotification` and `destinationId` are required is assumed, and so is the content of the notification. */
  #sendTest({ parameters, body: { destinationId, testNotification } }: SendTestNotificationCall): ServiceResponse {
    const { payloadVersion, testScenario } = testNotification ?? {}
    if (destinationId === undefined || payloadVersion === undefined || testScenario === '') return errorByStatus(400)
    if (!isSupported(parameters.notificationType, payloadVersion)) return errorByStatus(400)
    if (this.#options.destinations.find(destinationId) === undefined) return errorByStatus(404)
    const subscription = { subscriptionId: randomUUID(), payloadVersion, destinationId }
    this.#notify(subscription, testReport, this.#state.clock.now())
    return { status: 200, body: { payload: {} } }
  }

  #notify(subscription: Subscription, report: FinishedReport, at: number): void {
    const arn = this.#options.destinations.find(subscription.destinationId)?.resource.sqs?.arn
    const body = arn === undefined ? undefined : this.#notification(subscription, report, at)
    if (arn !== undefined && body !== undefined) this.#deliver(arn, body, at)
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

  #notification(subscription: Subscription, report: FinishedReport, at: number): string | undefined {
    const { payloadVersion, subscriptionId } = subscription
    const payload = { reportProcessingFinishedNotification: this.#finishedReport(payloadVersion, report) }
    if (!accepts(subscription, payload)) return undefined
    const time = new Date(at).toISOString()
    const notification = {
      notificationVersion: '2020-09-04',
      notificationType,
      payloadVersion,
      eventTime: time,
      payload,
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
  #finishedReport(payloadVersion: string, report: FinishedReport) {
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
