import {
  activeListingColumns,
  cancelledListingColumns,
  compatibleListingColumns,
  listingColumns,
  liteListingColumns,
  literListingColumns,
  openListingColumns,
  referralFeeColumns,
  suppressedListingColumns,
} from '../columns/listing-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { booleanOption, marketplaceCharset, onceADay, onRequest, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { airbyte, announcement, archivedList, attributes, page } from '../sources.ts'

const inventory = page('Inventory reports', 'report-type-values-inventory')
const columnsPage = attributes('inventory-reports-attributes')

const document = { format: tsv, ...marketplaceCharset, ...onRequest } as const
const localeOption = { preferredReportDocumentLocale: {} } as const
const customOptions = { custom: booleanOption, ...localeOption } as const
const listings = { ...document, marketplaces: { maxCount: 1, ifMore: 'ignored' } } as const

/** The marketplaces of the Pan-European FBA programme. */
const panEuropean = { maxCount: 1, countries: ['ES', 'UK', 'FR', 'DE', 'IT'] } as const

/** Current listings, offers and quantities. None of these reports has a window. */
export const inventoryReports = {
  GET_FLAT_FILE_OPEN_LISTINGS_DATA: {
    ...listings,
    options: customOptions,
    columns: openListingColumns,
    notes: ['Amazon caches the report for one to six hours, regardless of the locale of the header row.'],
    sources: [inventory, columnsPage],
  },
  GET_MERCHANT_LISTINGS_ALL_DATA: {
    ...listings,
    options: customOptions,
    columns: listingColumns,
    notes: ['The header row is translated in some marketplaces.'],
    sources: [inventory, archivedList, columnsPage],
  },
  GET_MERCHANT_LISTINGS_DATA: {
    ...listings,
    options: localeOption,
    columns: activeListingColumns,
    sources: [inventory, archivedList, columnsPage],
  },
  GET_MERCHANT_LISTINGS_DATA_BACK_COMPAT: {
    ...listings,
    options: customOptions,
    columns: compatibleListingColumns,
    sources: [inventory, archivedList, airbyte],
  },
  GET_MERCHANT_LISTINGS_INACTIVE_DATA: {
    ...listings,
    options: localeOption,
    columns: activeListingColumns,
    sources: [inventory, archivedList, airbyte],
  },
  GET_MERCHANT_LISTINGS_DATA_LITE: {
    ...listings,
    options: localeOption,
    columns: liteListingColumns,
    sources: [inventory, archivedList, airbyte],
  },
  GET_MERCHANT_LISTINGS_DATA_LITER: {
    ...listings,
    options: localeOption,
    columns: literListingColumns,
    sources: [inventory, archivedList, airbyte],
  },
  GET_MERCHANT_CANCELLED_LISTINGS_DATA: {
    ...listings,
    options: customOptions,
    columns: cancelledListingColumns,
    sources: [inventory, archivedList, airbyte],
  },
  GET_MERCHANTS_LISTINGS_FYP_REPORT: {
    ...document,
    ...onRequestOrSchedule,
    columns: suppressedListingColumns,
    assumed: ['charset'],
    sources: [inventory, airbyte],
  },
  GET_REFERRAL_FEE_PREVIEW_REPORT: {
    ...document,
    ...onceADay,
    dataDelay: { hours: 24 },
    columns: referralFeeColumns,
    assumed: ['charset'],
    sources: [archivedList, airbyte],
  },
  GET_PAN_EU_OFFER_STATUS: {
    ...document,
    marketplaces: panEuropean,
    assumed: ['charset', 'marketplaces'],
    sources: [archivedList],
  },
  GET_MFN_PANEU_OFFER_STATUS: {
    ...document,
    marketplaces: panEuropean,
    assumed: ['charset', 'marketplaces'],
    sources: [page('Report type values', 'report-type-values'), archivedList],
  },
  GET_MFN_PAN_EU_OFFER_STATUS: {
    ...document,
    marketplaces: panEuropean,
    removed: { successor: 'GET_MFN_PANEU_OFFER_STATUS' },
    notes: ['The archived list uses this spelling. The current list spells it PANEU.'],
    assumed: ['charset', 'marketplaces'],
    sources: [archivedList],
  },
  GET_MERCHANT_LISTINGS_DEFECT_DATA: {
    ...document,
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
