import type { Contract } from '../../contract/load-contract.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { amazonApi } from '../amazon-api.ts'
import { ReportIds } from '../reports/report-ids.ts'
import type { BuiltInOutcome } from '../reports/report-outcomes.ts'
import { ReportsApi } from '../reports/reports-api.ts'
import type { ServiceDefinition } from '../service-definition.ts'
import { reportPairs, sandboxError } from '../static-sandbox/report-pairs.ts'
import { invoiceDocument } from './invoice.ts'

/** 30 days according to the release notes, which are newer than the 90 days of the reference. */
const retentionMs = 30 * 24 * 3600 * 1000

/** Amazon publishes the pairs of `createReport`. That the others are those of the Selling Partner API is assumed. */
const sandboxPairs = reportPairs({ month: '2019-12', unknownType: sandboxError('Invalid request parameters', '') })

/** Every requested invoice exists. */
const builtIn: BuiltInOutcome = ({ reportType, reportOptions = {} }) => {
  const document = reportType === 'GET_AB_INVOICE_PDF' ? invoiceDocument(reportOptions) : undefined
  return document && { processingStatus: 'DONE', document }
}

/** The Amazon Business API for Reports, version 2021-09-30. */
export const service = {
  name: 'business',
  apis: ['business-reports'],
  account: true,
  open: (state: EmulatorState, contracts: Readonly<Record<'business-reports', Contract>>) => {
    const contract = contracts['business-reports']
    const reports = new ReportsApi(state, { contract, reportIds: new ReportIds(), retentionMs, builtIn })
    return amazonApi(state, 'business', reports, { sandboxPairs })
  },
} as const satisfies ServiceDefinition
