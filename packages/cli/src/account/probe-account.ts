import { reportTypes } from '@reportline/report-types'
import type { AnyReport } from '@reportline/reports'
import type { Call, CallOptions } from '@reportline/request'
import type { ConnectedAccount } from './connected-account.ts'

/** What a call that changes nothing has shown. */
export interface Probe {
  /** Amazon's time, if the response has the header `Date`. Milliseconds since 1970. */
  readonly serverTime: number | undefined
}

/**
 * Lists reports of an account, which proves that its credentials, its region and its role fit.
 *
 * @throws ApiError, AuthError or RequestError if they do not.
 */
export async function probeAccount({ api, account }: ConnectedAccount, call: CallOptions): Promise<Probe> {
  // The methods of the three clients accept the same fields.
  const getReports = account.client.getReports as GetReports
  const types = reportTypes().filter((facts) => facts.api === api && facts.removed === undefined && facts.requestable)
  const reportType = types.find(({ reportType }) => reportType === 'GET_MERCHANT_LISTINGS_ALL_DATA') ?? types[0]
  const reportTypeNames = reportType === undefined ? [] : [reportType.reportType]
  const { headers } = await getReports(
    { reportTypes: reportTypeNames, ...(api === 'pay' ? {} : { pageSize: 1 }) },
    call,
  ).withResponse()
  const date = Date.parse(headers.get('date') ?? '')
  return { serverTime: Number.isNaN(date) ? undefined : date }
}

type GetReports = (input: object, options: CallOptions) => Call<{ readonly reports: readonly AnyReport[] }>
