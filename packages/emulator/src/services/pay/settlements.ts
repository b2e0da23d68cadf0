import type { PayReportFactory } from './pay-report-factory.ts'
import { payReportTypes } from './pay-report-types.ts'

/** The length of a settlement. It is assumed, based on the settlement in Amazon's document. */
const periodMs = 14 * 24 * 3600 * 1000

/**
 * Creates settlement reports, which Amazon creates without a request at the end of each settlement: every 14 days on the
 * emulator's clock, counted from its start. They are created when a client makes a call.
 */
export class Settlements {
  readonly #factory: PayReportFactory
  readonly #retentionMs: number
  #settledUntil: number

  /**
   * @param retentionMs How long reports are kept. Older reports are not created.
   * @param start The start of the first settlement, in milliseconds since 1970-01-01 UTC.
   */
  constructor(factory: PayReportFactory, retentionMs: number, start: number) {
    this.#factory = factory
    this.#retentionMs = retentionMs
    this.#settledUntil = start
  }

  /** Creates the reports of all settlements that have ended. */
  createDue(now: number): void {
    // If the clock was set back, a new settlement starts.
    this.#settledUntil = Math.min(this.#settledUntil, now)
    for (let end = this.#settledUntil + periodMs; end <= now; end = this.#settledUntil + periodMs) {
      const report = { reportType: payReportTypes.settlement, from: this.#settledUntil, to: end, region: 'na' } as const
      if (end > now - this.#retentionMs) this.#factory.create(report, end)
      this.#settledUntil = end
    }
  }
}
