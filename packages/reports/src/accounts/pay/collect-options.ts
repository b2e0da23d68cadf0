import type { ReportTypes } from '@reportline/pay-reports-types'
import type { CollectFilter } from '../collect.ts'

/** Which finished reports of Amazon Pay to collect. */
export interface CollectOptions extends CollectFilter {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_`. */
  readonly reportTypes: readonly ReportTypes[]
  /** Only reports with one of these statuses. Defaults to all of them. */
  readonly processingStatuses?: readonly ('COMPLETED' | 'CANCELLED' | 'FAILED')[] | undefined
}
