import {
  afnInventoryByCountryColumns,
  afnInventoryColumns,
  ledgerDetailColumns,
  ledgerSummaryColumns,
  manageInventoryColumns,
  reservedInventoryColumns,
  storageFeeColumns,
} from '../columns/fba-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, nearRealTime, onRequest, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, page, research } from '../sources.ts'

const columnsPage = attributes('fba-inventory-reports-attributes')
const fba = page('Fulfillment by Amazon (FBA) reports', 'report-type-values-fba')

const stock = { format: tsv, ...nearRealTime, ...onRequest } as const
const history = { format: tsv, ...daily, ...onRequest } as const
/** The ledgers are the only tab-separated documents with quoted cells. */
const ledger = { format: { kind: 'tsv', quoted: true }, window: { lookBack: { months: 18 } }, ...onRequest } as const

/** A seller's inventory at Amazon, and its storage fees. */
export const fbaInventoryReports = {
  GET_AFN_INVENTORY_DATA: { ...stock, columns: afnInventoryColumns, sources: [archivedList, columnsPage, research] },
  GET_AFN_INVENTORY_DATA_BY_COUNTRY: {
    ...stock,
    columns: afnInventoryByCountryColumns,
    notes: ['Available to sellers in Europe only.'],
    sources: [archivedList, columnsPage],
  },
  GET_LEDGER_SUMMARY_VIEW_DATA: {
    ...ledger,
    options: {
      aggregateByLocation: { values: ['COUNTRY', 'FC'], default: 'COUNTRY' },
      aggregatedByTimePeriod: { values: ['MONTHLY', 'WEEKLY', 'DAILY'], default: 'MONTHLY' },
    },
    columns: ledgerSummaryColumns,
    assumed: ['window'],
    sources: [archivedList, fba, columnsPage, research],
  },
  GET_LEDGER_DETAIL_VIEW_DATA: {
    ...ledger,
    options: {
      eventType: {
        values: ['', 'Adjustments', 'CustomerReturns', 'Receipts', 'Shipments', 'VendorReturns', 'WhseTransfers'],
        default: '',
      },
      FNSKU: {},
      MSKU: {},
      ASIN: {},
    },
    columns: ledgerDetailColumns,
    sources: [archivedList, fba, columnsPage, research],
  },
  GET_RESERVED_INVENTORY_DATA: { ...stock, columns: reservedInventoryColumns, sources: [archivedList, columnsPage] },
  GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA: {
    ...stock,
    columns: manageInventoryColumns,
    sources: [archivedList, columnsPage, airbyte],
  },
  GET_FBA_MYI_ALL_INVENTORY_DATA: {
    ...stock,
    columns: manageInventoryColumns,
    assumed: ['columns'],
    sources: [archivedList, airbyte],
  },
  GET_FBA_INVENTORY_PLANNING_DATA: {
    ...history,
    notes: ['It replaces the reports on aged inventory, inventory health and excess inventory.'],
    sources: [research, fba],
  },
  GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT: { ...stock, sources: [archivedList, research] },
  GET_FBA_FULFILLMENT_INBOUND_NONCOMPLIANCE_DATA: { ...history, sources: [archivedList] },
  GET_STRANDED_INVENTORY_UI_DATA: { ...stock, sources: [archivedList, research] },
  GET_STRANDED_INVENTORY_LOADER_DATA: { ...stock, sources: [archivedList] },
  GET_FBA_STORAGE_FEE_CHARGES_DATA: {
    format: tsv,
    columns: storageFeeColumns,
    ...onRequestOrSchedule,
    notes: ['The fees are for whole months.'],
    sources: [archivedList, research, airbyte],
  },
  GET_FBA_OVERAGE_FEE_CHARGES_DATA: { format: tsv, ...onRequest, assumed: ['format'], sources: [fba] },
} as const satisfies ReportTypeRows
