import { activeListingColumns, listingColumns, openListingColumns } from '../columns/listing-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, marketplaceCharset, onceADay, onRequest, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { announcement, archivedList, attributes, page, research } from '../sources.ts'

const inventory = page('Inventory reports', 'report-type-values-inventory')
const columnsPage = attributes('inventory-reports-attributes')

const listings = { format: tsv, ...marketplaceCharset, ...onRequest } as const
const custom = { custom: booleanOption } as const
const localeOptions = { custom: booleanOption, preferredReportDocumentLocale: {} } as const
const oneMarketplace = { maxCount: 1, ifMore: 'ignored' } as const

/** The marketplaces of the Pan-European FBA programme. */
const panEuropean = { maxCount: 1, countries: ['ES', 'UK', 'FR', 'DE', 'IT'] } as const

/** Current listings, offers and quantities. None of these reports has a window. */
export const inventoryReports = {
  GET_FLAT_FILE_OPEN_LISTINGS_DATA: {
    ...listings,
    options: localeOptions,
    columns: openListingColumns,
    marketplaces: oneMarketplace,
    notes: ['Amazon caches the report for one to six hours, regardless of the locale of the header row.'],
    sources: [inventory, columnsPage, research],
  },
  GET_MERCHANT_LISTINGS_ALL_DATA: {
    ...listings,
    options: localeOptions,
    columns: listingColumns,
    marketplaces: oneMarketplace,
    notes: ['The header row is translated in some marketplaces.'],
    sources: [research, archivedList, columnsPage],
  },
  GET_MERCHANT_LISTINGS_DATA: {
    ...listings,
    columns: activeListingColumns,
    sources: [archivedList, columnsPage],
  },
  GET_MERCHANT_LISTINGS_DATA_BACK_COMPAT: { ...listings, options: custom, sources: [archivedList] },
  GET_MERCHANT_LISTINGS_INACTIVE_DATA: { ...listings, sources: [archivedList] },
  GET_MERCHANT_LISTINGS_DATA_LITE: { ...listings, sources: [archivedList] },
  GET_MERCHANT_LISTINGS_DATA_LITER: { ...listings, sources: [archivedList] },
  GET_MERCHANT_CANCELLED_LISTINGS_DATA: { ...listings, options: custom, sources: [archivedList] },
  GET_MERCHANTS_LISTINGS_FYP_REPORT: {
    ...listings,
    ...onRequestOrSchedule,
    assumed: ['charset'],
    sources: [inventory, research],
  },
  GET_REFERRAL_FEE_PREVIEW_REPORT: {
    ...listings,
    ...onceADay,
    dataDelay: { hours: 24 },
    assumed: ['charset'],
    sources: [archivedList],
  },
  GET_PAN_EU_OFFER_STATUS: {
    ...listings,
    marketplaces: panEuropean,
    assumed: ['charset', 'marketplaces'],
    sources: [archivedList],
  },
  GET_MFN_PANEU_OFFER_STATUS: {
    ...listings,
    marketplaces: panEuropean,
    assumed: ['charset', 'marketplaces'],
    sources: [page('Report type values', 'report-type-values'), archivedList],
  },
  GET_MFN_PAN_EU_OFFER_STATUS: {
    ...listings,
    marketplaces: panEuropean,
    removed: { successor: 'GET_MFN_PANEU_OFFER_STATUS' },
    notes: ['The archived list uses this spelling. The current list spells it PANEU.'],
    assumed: ['charset', 'marketplaces'],
    sources: [archivedList],
  },
  GET_MERCHANT_LISTINGS_DEFECT_DATA: {
    ...listings,
    removed: { date: '2022-06-15', successor: 'GET_MERCHANTS_LISTINGS_FYP_REPORT' },
    sources: [
      announcement(
        'Suppressed listings reports and FBA Inventory reports',
        'deprecation-notice-suppressed-listings-reports-and-fba-inventory-reports',
        '2022',
      ),
    ],
  },
} as const satisfies ReportTypeRows
