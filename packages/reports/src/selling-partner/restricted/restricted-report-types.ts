/** A report type whose documents need a restricted data token, and who says so. */
export interface RestrictedReportType {
  readonly reportType: string
  readonly source: string
}

const documented = 'public documentation and clients, gathered 2026-11'
const disputed = 'public documentation and clients, gathered 2026-11; they disagree'

/**
 * Report types whose documents hold personal data, so that Amazon gives their addresses for a restricted data token
 * only. Each is a hint: sources disagree and Amazon changes it, so both mistakes are mended when Amazon's answer shows
 * them.
 *
 * @see https://developer-docs.amazon.com/sp-api/docs/tokens-api-v2021-03-01-use-case-guide
 */
export const restrictedReportTypes: readonly RestrictedReportType[] = [
  { reportType: 'GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING', source: documented },
  { reportType: 'GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING', source: documented },
  { reportType: 'GET_FLAT_FILE_ORDER_REPORT_DATA_INVOICING', source: documented },
  { reportType: 'GET_FLAT_FILE_ORDER_REPORT_DATA_TAX', source: documented },
  { reportType: 'GET_ORDER_REPORT_DATA_SHIPPING', source: documented },
  { reportType: 'GET_ORDER_REPORT_DATA_INVOICING', source: documented },
  { reportType: 'GET_ORDER_REPORT_DATA_TAX', source: documented },
  { reportType: 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_INVOICING', source: documented },
  { reportType: 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_TAX', source: documented },
  { reportType: 'GET_VAT_TRANSACTION_DATA', source: documented },
  { reportType: 'SC_VAT_TAX_REPORT', source: documented },
  { reportType: 'GET_GST_MTR_B2B_CUSTOM', source: documented },
  { reportType: 'GET_FLAT_FILE_VAT_INVOICE_DATA_REPORT', source: disputed },
  { reportType: 'GET_EASYSHIP_DOCUMENTS', source: documented },
]

const names: ReadonlySet<string> = new Set(restrictedReportTypes.map(({ reportType }) => reportType))

/** Whether a report type's documents are said to need a restricted data token. */
export function isRestrictedReportType(reportType: string): boolean {
  return names.has(reportType)
}
