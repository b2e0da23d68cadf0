import { activeListingColumns, listingColumns, openListingColumns } from '../columns/listing-columns.ts'
import type { ReportTypeRows } from '../report-type-rows.ts'
import { charsetOfTheMarketplace, flag, onceADay, onRequest, onRequestOrSchedule, tsv } from '../row-parts.ts'
import { announcement, archivedList, attributes, gathered, page } from '../sources.ts'

const inventory = page('Inventory reports', 'report-type-values-inventory')
const columnsPage = attributes('inventory-reports-attributes')

/** What all reports on listings have in common. */
const listings = { format: tsv, ...charsetOfTheMarketplace, ...onRequest } as const
const custom = { custom: flag } as const
const localeOptions = { custom: flag, preferredReportDocumentLocale: {} } as const
const oneMarketplace = { maxCount: 1, ifMore: 'ignored' } as const

/** Where a seller can take part in the Pan-European programme. */
const panEuropean = { maxCount: 1, countries: ['ES', 'UK', 'FR', 'DE', 'IT'] } as const

/** Listings, offers and their quantities at the moment. None of them takes a window. */
export const inventoryReports = {
  GET_FLAT_FILE_OPEN_LISTINGS_DATA: {
    ...listings,
    options: localeOptions,
    columns: openListingColumns,
    marketplaces: oneMarketplace,
    notes: ['Amazon keeps a copy for one to six hours, whatever the locale of its header row.'],
    sources: [inventory, columnsPage, gathered],
  },
  GET_MERCHANT_LISTINGS_ALL_DATA: {
    ...listings,
    options: localeOptions,
    columns: listingColumns,
    marketplaces: oneMarketplace,
    notes: ['The header row is translated in some marketplaces.'],
    sources: [gathered, archivedList, columnsPage],
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
    sources: [inventory, gathered],
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
    notes: ['The archived list spells it so; the current one spells it PANEU.'],
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
