import {
  afnInventoryByCountryColumns,
  afnInventoryColumns,
  ledgerDetailColumns,
  ledgerSummaryColumns,
  manageInventoryColumns,
  overageFeeColumns,
  reservedInventoryColumns,
  storageFeeColumns,
} from '../columns/fba-columns.ts'
import {
  inboundNoncomplianceColumns,
  inventoryPlanningColumns,
  restockColumns,
  strandedInventoryColumns,
} from '../columns/fba-planning-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { daily, nearRealTime, onRequest, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { airbyte, archivedList, attributes, page, readOn } from '../sources.ts'

const columnsPage = attributes('fba-inventory-reports-attributes')
const fba = page('Fulfillment by Amazon (FBA) reports', 'report-type-values-fba')

const stock = { format: tsv, ...nearRealTime, ...onRequest } as const
const history = { format: tsv, ...daily, ...onRequest } as const
/** The options that limit a ledger to one item. */
const item = { FNSKU: {}, MSKU: {}, ASIN: {} } as const
/** The ledgers are the only tab-separated documents with quoted cells. */
const ledger = { format: { kind: 'tsv', quoted: true }, window: { lookBack: { months: 18 } }, ...onRequest } as const

/** All countries but the Netherlands, Poland, Sweden and Belgium. */
const planningCountries = [
  'US',
  'CA',
  'MX',
  'BR',
  'UK',
  'DE',
  'FR',
  'IT',
  'ES',
  'IE',
  'TR',
  'AE',
  'SA',
  'EG',
  'ZA',
  'IN',
  'JP',
  'AU',
  'SG',
] as const

/** A seller's inventory at Amazon, and its storage fees. */
export const fbaInventoryReports = {
  GET_AFN_INVENTORY_DATA: { ...stock, columns: afnInventoryColumns, sources: [archivedList, columnsPage] },
  GET_AFN_INVENTORY_DATA_BY_COUNTRY: {
    ...stock,
    columns: afnInventoryByCountryColumns,
    marketplaces: { countries: ['IE', 'ES', 'UK', 'FR', 'BE', 'NL', 'DE', 'IT', 'SE', 'PL'] },
    notes: ['Available to sellers in Europe only. The sources do not list the countries.'],
    assumed: ['marketplaces'],
    sources: [archivedList, columnsPage],
  },
  GET_LEDGER_SUMMARY_VIEW_DATA: {
    ...ledger,
    options: {
      aggregateByLocation: { values: ['COUNTRY', 'FC'], default: 'COUNTRY' },
      aggregatedByTimePeriod: { values: ['MONTHLY', 'WEEKLY', 'DAILY'], default: 'MONTHLY' },
      ...item,
    },
    columns: ledgerSummaryColumns,
    assumed: ['window'],
    sources: [archivedList, fba, columnsPage],
  },
  GET_LEDGER_DETAIL_VIEW_DATA: {
    ...ledger,
    options: {
      eventType: {
        values: ['', 'Adjustments', 'CustomerReturns', 'Receipts', 'Shipments', 'VendorReturns', 'WhseTransfers'],
        default: '',
      },
      ...item,
    },
    columns: ledgerDetailColumns,
    sources: [archivedList, fba, columnsPage],
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
    columns: inventoryPlanningColumns,
    marketplaces: { countries: planningCountries },
    notes: ['Not available in the Netherlands, Poland, Sweden and Belgium.'],
    sources: [fba, airbyte],
  },
  GET_RESTOCK_INVENTORY_RECOMMENDATIONS_REPORT: { ...stock, columns: restockColumns, sources: [archivedList, airbyte] },
  GET_FBA_FULFILLMENT_INBOUND_NONCOMPLIANCE_DATA: {
    ...history,
    columns: inboundNoncomplianceColumns,
    sources: [archivedList, airbyte],
  },
  GET_STRANDED_INVENTORY_UI_DATA: { ...stock, columns: strandedInventoryColumns, sources: [archivedList, airbyte] },
  GET_STRANDED_INVENTORY_LOADER_DATA: { ...stock, sources: [archivedList] },
  GET_FBA_STORAGE_FEE_CHARGES_DATA: {
    format: tsv,
    columns: storageFeeColumns,
    ...onRequestOrSchedule,
    notes: ['The fees are for whole months.'],
    sources: [archivedList, airbyte],
  },
  GET_FBA_OVERAGE_FEE_CHARGES_DATA: {
    format: tsv,
    columns: overageFeeColumns,
    ...onRequest,
    notes: [
      'The help page of Seller Central calls two of the columns capacity_usage_volume and capacity_limit.',
      'Since July 2024, Amazon does not charge these fees in the United States, Canada, the United Kingdom and Europe.',
    ],
    assumed: ['format', 'columns'],
    sources: [
      fba,
      {
        title: 'Seller Central help: FBA inventory storage overage fees',
        url: 'https://sellercentral.amazon.com/help/hub/reference/GV8JEETWV9Q33CMX',
        date: readOn,
      },
    ],
  },
} as const satisfies ReportTypeRows
