import {
  inventoryHealthColumns,
  subscribeAndSaveForecastColumns,
  subscribeAndSavePerformanceColumns,
} from '../columns/fba-removed-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, nearRealTime, onRequest, tsv } from '../row-parts.ts'
import { airbyte, announcement, archivedList } from '../sources.ts'

const history = { format: tsv, ...daily, ...onRequest } as const

const ledgerAnnouncement = announcement(
  'Suppressed listings reports and FBA Inventory reports',
  'deprecation-notice-suppressed-listings-reports-and-fba-inventory-reports',
  '2022',
)
const replacedByLedgerSummary = {
  ...history,
  removed: { date: '2023-01-31', successor: 'GET_LEDGER_SUMMARY_VIEW_DATA' },
  sources: [ledgerAnnouncement],
} as const
const replacedByLedgerDetail = {
  ...history,
  removed: { date: '2023-01-31', successor: 'GET_LEDGER_DETAIL_VIEW_DATA' },
  sources: [ledgerAnnouncement],
} as const
const replacedByPlanning = {
  ...history,
  removed: { successor: 'GET_FBA_INVENTORY_PLANNING_DATA' },
  assumed: ['removed'],
  sources: [archivedList],
} as const

const subscribeAndSave = {
  format: tsv,
  ...onRequest,
  removed: { date: '2025-12-11', alternative: 'the Replenishment API v2022-11-07' },
  assumed: ['format'],
  sources: [
    announcement(
      'Deprecation of two FBA Subscribe and Save report types',
      'deprecation-of-two-fba-subscribe-and-save-report-types',
      '2025',
    ),
    airbyte,
  ],
} as const

/**
 * Reports on FBA inventory that Amazon has replaced. The announcement names both ledgers: which one replaces which report
 * is an assumption.
 */
export const fbaInventoryReportsRemoved = {
  GET_FBA_FULFILLMENT_CURRENT_INVENTORY_DATA: replacedByLedgerSummary,
  GET_FBA_FULFILLMENT_MONTHLY_INVENTORY_DATA: replacedByLedgerSummary,
  GET_FBA_FULFILLMENT_INVENTORY_ADJUSTMENTS_DATA: replacedByLedgerDetail,
  GET_FBA_FULFILLMENT_INVENTORY_RECEIPTS_DATA: replacedByLedgerDetail,
  GET_FBA_FULFILLMENT_INVENTORY_SUMMARY_DATA: replacedByLedgerDetail,
  GET_FBA_RECONCILIATION_REPORT_DATA: { ...replacedByLedgerSummary, assumed: ['format'] },
  GET_FBA_FULFILLMENT_INVENTORY_HEALTH_DATA: {
    ...replacedByPlanning,
    columns: inventoryHealthColumns,
    sources: [archivedList, airbyte],
  },
  GET_FBA_INVENTORY_AGED_DATA: replacedByPlanning,
  GET_EXCESS_INVENTORY_DATA: { ...replacedByPlanning, ...nearRealTime },
  GET_FBA_SNS_FORECAST_DATA: { ...subscribeAndSave, columns: subscribeAndSaveForecastColumns },
  GET_FBA_SNS_PERFORMANCE_DATA: { ...subscribeAndSave, columns: subscribeAndSavePerformanceColumns },
  GET_PRODUCT_EXCHANGE_DATA: {
    format: tsv,
    ...onRequest,
    removed: { date: '2024-03-27' },
    sources: [
      announcement('Deprecation reminders, February 2024', 'deprecation-reminders-february-2024', '2024-02'),
      archivedList,
    ],
  },
  GET_FBA_UNO_INVENTORY_DATA: {
    format: tsv,
    ...onRequest,
    removed: { date: '2024-03-27' },
    sources: [
      announcement('Deprecation reminders, February 2024', 'deprecation-reminders-february-2024', '2024-02'),
      announcement('Deprecation reminders, January 2024', 'deprecation-reminders-january-2024', '2024-01-31'),
      archivedList,
    ],
  },
} as const satisfies ReportTypeRows
