import { recommendedRemovalColumns, removalOrderColumns, removalShipmentColumns } from '../columns/fba-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, nearRealTime, onRequest, tsv } from '../row-parts.ts'
import { archivedList, attributes } from '../sources.ts'

const sources = [archivedList, attributes('fba-removals-reports-attributes')] as const

/** Inventory that leaves Amazon's warehouses unsold. */
export const fbaRemovalsReports = {
  GET_FBA_RECOMMENDED_REMOVAL_DATA: {
    format: tsv,
    ...daily,
    columns: recommendedRemovalColumns,
    ...onRequest,
    sources,
  },
  GET_FBA_FULFILLMENT_REMOVAL_ORDER_DETAIL_DATA: {
    format: tsv,
    ...nearRealTime,
    columns: removalOrderColumns,
    ...onRequest,
    sources,
  },
  GET_FBA_FULFILLMENT_REMOVAL_SHIPMENT_DETAIL_DATA: {
    format: tsv,
    ...nearRealTime,
    columns: removalShipmentColumns,
    ...onRequest,
    sources,
  },
} as const satisfies ReportTypeRows
