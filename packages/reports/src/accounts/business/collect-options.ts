import type { CollectFilter } from '../collect.ts'
import type { MarketplaceName } from './marketplaces.ts'

/** Which finished reports of Amazon Business are collected. */
export interface CollectOptions extends CollectFilter {
  /** For example `GET_AB_INVOICE_PDF`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly MarketplaceName[]
  /** Only reports that ended like this. Default: all of them. */
  readonly processingStatuses?: readonly ('DONE' | 'CANCELLED' | 'FATAL')[]
}
