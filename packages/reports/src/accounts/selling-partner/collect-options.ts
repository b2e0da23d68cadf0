import type { CollectFilter } from '../collect.ts'
import type { MarketplaceName } from './marketplaces.ts'

/** Which finished reports to collect. */
export interface CollectOptions extends CollectFilter {
  /** For example `GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly MarketplaceName[] | undefined
  /** Only reports with one of these statuses. Defaults to all of them. */
  readonly processingStatuses?: readonly ('DONE' | 'CANCELLED' | 'FATAL')[] | undefined
}
