import type { CollectFilter } from '../collect.ts'
import type { BusinessMarketplaceName } from './marketplaces.ts'

/** Which finished reports of Amazon Business are collected. */
export interface BusinessCollectOptions extends CollectFilter {
  /** For example `GET_AB_INVOICE_PDF`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly BusinessMarketplaceName[]
  /** Only reports that ended like this. Default: all of them. */
  readonly processingStatuses?: readonly ('DONE' | 'CANCELLED' | 'FATAL')[]
}
