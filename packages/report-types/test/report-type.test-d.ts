import { expectTypeOf, test } from 'vitest'
import type { ColumnOf, KnownReportType, ReportOptionsOf, ReportType } from '../src/index.ts'

type Listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

test('KnownReportType is a union of names, and ReportType accepts any string', () => {
  expectTypeOf<Listings>().toExtend<KnownReportType>()
  expectTypeOf<'_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'>().toExtend<KnownReportType>()
  expectTypeOf<KnownReportType>().not.toBeAny()
  expectTypeOf<string>().not.toExtend<KnownReportType>()
  expectTypeOf<'GET_NOTHING'>().not.toExtend<KnownReportType>()
  expectTypeOf<'GET_NOTHING'>().toExtend<ReportType>()
})

test('ReportOptionsOf has the documented names and values', () => {
  expectTypeOf<ReportOptionsOf<Listings>>().not.toBeAny()
  const listings: ReportOptionsOf<Listings> = { custom: 'true', preferredReportDocumentLocale: 'en_US' }
  const none: ReportOptionsOf<Listings> = {}
  const terms: ReportOptionsOf<'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'> = { reportPeriod: 'WEEK' }
  expectTypeOf(listings.custom).toEqualTypeOf<'true' | 'false' | undefined>()
  expectTypeOf(terms.reportPeriod).toEqualTypeOf<'DAY' | 'WEEK' | 'MONTH' | 'QUARTER'>()
  expectTypeOf(none).not.toBeAny()
})

test('an undocumented option does not compile', () => {
  // @ts-expect-error the value is not documented
  const value: ReportOptionsOf<Listings> = { custom: 'yes' }
  // @ts-expect-error every value is a string
  const truth: ReportOptionsOf<Listings> = { custom: true }
  // @ts-expect-error no such option
  const name: ReportOptionsOf<Listings> = { Custom: 'true' }
  // @ts-expect-error reportPeriod is required
  const missing: ReportOptionsOf<'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'> = {}
  expectTypeOf([value, truth, name, missing]).not.toBeAny()
})

test('an option that takes a list of values accepts any string', () => {
  const invoices: ReportOptionsOf<'FBA_BULK_INVOICE'> = { invoiceTypes: 'SELLER_COPY,CUSTOMER_COPY' }
  expectTypeOf(invoices.invoiceTypes).toEqualTypeOf<string | undefined>()
})

test('options are open if none are documented, if the report type is unknown, and for string', () => {
  type Open = Readonly<Record<string, string>>
  expectTypeOf<ReportOptionsOf<'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'>>().toEqualTypeOf<Open>()
  expectTypeOf<ReportOptionsOf<'GET_NOTHING'>>().toEqualTypeOf<Open>()
  expectTypeOf<ReportOptionsOf<string>>().toEqualTypeOf<Open>()
})

test('ColumnOf is a union of the documented columns, or string if there are none', () => {
  expectTypeOf<'seller-sku'>().toExtend<ColumnOf<Listings>>()
  expectTypeOf<'buyer-email'>().not.toExtend<ColumnOf<Listings>>()
  expectTypeOf<ColumnOf<Listings>>().not.toBeAny()
  expectTypeOf<'buyer-email'>().toExtend<ColumnOf<'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING'>>()
  expectTypeOf<ColumnOf<'GET_VENDOR_SALES_REPORT'>>().toEqualTypeOf<string>()
  expectTypeOf<ColumnOf<'GET_NOTHING'>>().toEqualTypeOf<string>()
  expectTypeOf<ColumnOf<string>>().toEqualTypeOf<string>()
})
