import type { DocumentContent } from '../../../documents/document-content.ts'
import type { NewPayReport } from '../pay-report.ts'
import { payReportTypes } from '../pay-report-types.ts'
import { csvDocument } from './csv.ts'
import { settlementReport } from './settlement-report.ts'
import {
  authorizations,
  billingAgreements,
  captures,
  multiCurrencyPayments,
  orderReferences,
  refunds,
  type TransactionReport,
} from './transaction-reports.ts'
import { currencies } from './transactions.ts'

const reports: ReadonlyMap<string, TransactionReport> = new Map([
  [payReportTypes.settlement, settlementReport],
  [payReportTypes.orderReference, orderReferences],
  [payReportTypes.billingAgreement, billingAgreements],
  [payReportTypes.authorization, authorizations],
  [payReportTypes.capture, captures],
  [payReportTypes.refund, refunds],
  [payReportTypes.multiCurrency, multiCurrencyPayments],
])

/** Creates the made-up document of a live report. Returns undefined for the settlements of the sandbox. */
export function builtInDocument({ reportType, from, to, region }: NewPayReport): DocumentContent | undefined {
  const content = reports.get(reportType)?.(from, to, currencies[region])
  return content === undefined ? undefined : csvDocument(content)
}
