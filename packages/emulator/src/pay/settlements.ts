import type { PayReportMaker } from './pay-report-factory.ts'
import { payReportTypes } from './pay-report-types.ts'

const day = 24 * 3600 * 1000

/** How long one settlement lasts (assumed; the one in Amazon's document lasts as long). */
const period = 14 * day

/**
 * Amazon makes settlement reports by itself, one at the end of each settlement. They are made here when somebody looks:
 * every 14 days on the emulator's clock, counted from its start.
 */
export class Settlements {
  readonly #maker: PayReportMaker
  readonly #retention: number
  #settled: number

  /**
   * @param retention How long reports are kept, in milliseconds: older ones are not made.
   * @param start From when transactions are settled, in milliseconds since 1970-01-01 UTC.
   */
  constructor(maker: PayReportMaker, retention: number, start: number) {
    this.#maker = maker
    this.#retention = retention
    this.#settled = start
  }

  catchUp(now: number): void {
    // Whoever puts the clock back begins anew.
    this.#settled = Math.min(this.#settled, now)
    for (let end = this.#settled + period; end <= now; end = this.#settled + period) {
      const wanted = { reportType: payReportTypes.settlement, from: this.#settled, to: end, region: 'na' } as const
      if (end > now - this.#retention) this.#maker.make(wanted, end)
      this.#settled = end
    }
  }
}
