import { type BusinessReportsClient, createBusinessReportsClient, servers } from '@reportline/business-reports-client'
import type { Report } from '@reportline/business-reports-types'
import type { ReportDocument } from '@reportline/documents'
import type { BusinessRegion } from '@reportline/report-types'
import type { Job } from '../../run/job.ts'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { type ReportAccount, withInternals } from '../account-internals.ts'
import { type LoginAccountOptions, runtimeOf } from '../account-options.ts'
import { type AccountRuns, accountRuns } from '../account-runs.ts'
import { type CollectedReport, collect } from '../collect.ts'
import { loginClientOptions } from '../login-client-options.ts'
import { marketplaceReportApi } from '../marketplace-report-api.ts'
import { trackCancellations } from '../track-cancellations.ts'
import type { CollectOptions } from './collect-options.ts'
import { type InvoiceRequest, type InvoiceResult, type InvoicesOptions, invoices } from './invoices.ts'
import { findMarketplaces, type MarketplaceName } from './marketplaces.ts'
import { newJob, type ReportRequest } from './report-request.ts'

/** The options of {@link amazonBusiness}. */
export interface AmazonBusinessOptions extends LoginAccountOptions {
  /** The region of the business' marketplaces: `na`, `eu` (India too) or `jp` (Australia too). */
  readonly region: BusinessRegion
}

/** What is known of a document of Amazon Business. */
export interface DocumentOptions {
  /** Its report's type, which tells its format. Default: `GET_AB_INVOICE_PDF`, the one type that is documented. */
  readonly reportType?: string
}

/** One business in one region. There are no schedules, restricted documents and notifications in this API. */
export interface AmazonBusinessAccount
  extends AccountRuns<ReportRequest, Report>,
    ReportAccount<ReportRequest, Report> {
  readonly region: BusinessRegion
  /** The generated client, for every operation of the API. */
  readonly client: BusinessReportsClient
  /** The handle of any document of this business. Nothing is fetched before it is read. */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /**
   * Finds the finished reports of some types that have not been dealt with, oldest first, whoever asked for them. A
   * report counts as dealt with when the loop comes back for the next one. Amazon keeps reports for 30 days by its
   * newer release notes, for 90 by its reference.
   *
   * @throws TypeError at once when the options are wrong; while reading, RequestError or AuthError when a call failed,
   * the signal's reason, and whatever `seen` throws.
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
  /**
   * Asks for many invoices, at the pace of one every ten seconds that Amazon allows, and gives the results as they come:
   * an outcome, or the error of that one invoice. At most one `createReport` is under way at a time; the reports that
   * wait do not hold it up. A job in the list, of an earlier call, is taken up where it stands.
   *
   * Where the loop is left or the signal aborts, nothing more is sent, and the jobs stay as `save` was given them.
   *
   * @throws TypeError at once when an entry of the list or an option is wrong; while reading, the signal's reason.
   */
  invoices(
    list: readonly (InvoiceRequest | Job)[],
    options?: InvoicesOptions,
  ): AsyncGenerator<InvoiceResult, void, undefined>
}

/**
 * Connects to the Amazon Business API for Reports on behalf of one business in one region. Sends nothing by itself.
 *
 * @param options Region and credentials, and what stands for the outside world.
 * @throws TypeError when the region is none.
 * @see Amazon Business API for Reports, version 2021-09-30
 */
export function amazonBusiness(options: AmazonBusinessOptions): AmazonBusinessAccount {
  checkRegion(options.region)
  const { region, onEvent } = options
  const runtime = runtimeOf(options)
  const { clock } = runtime
  const server = options.sandbox ? (`sandbox-${region}` as const) : region
  const shared = loginClientOptions(options, runtime, { baseUrl: servers[server], quota: `business ${server}` })
  const { client, cancelledHere } = trackCancellations(createBusinessReportsClient(shared))
  const context: AccountContext<Report> = {
    api: marketplaceReportApi({
      api: 'business',
      client,
      locate: (reportDocumentId, _reportType, signal) => client.getReportDocument({ reportDocumentId }, { signal }),
      clock,
      cancelledHere,
    }),
    region,
    ...runtime,
    onEvent: (event) => emit(onEvent, event),
  }
  const internals = {
    context,
    newJob: (request: ReportRequest) => newJob(request, region, clock.now()),
  }
  const account = {
    region,
    client,
    ...accountRuns(internals),
    collect: ({ marketplaces, ...filter }: CollectOptions) => collect(filter, context, idsOf(marketplaces, region)),
    invoices: (list: readonly (InvoiceRequest | Job)[], invoicesOptions?: InvoicesOptions) =>
      invoices(list, internals, invoicesOptions),
    document(reportDocumentId: string, { reportType = 'GET_AB_INVOICE_PDF' }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType })
    },
  }
  return withInternals(account, internals)
}

function idsOf(names: readonly MarketplaceName[] | undefined, region: BusinessRegion): string[] | undefined {
  return names === undefined ? undefined : findMarketplaces(names, region).map(({ id }) => id)
}

function checkRegion(region: string): void {
  if (region !== 'na' && region !== 'eu' && region !== 'jp') {
    throw new TypeError('region must be na (America), eu (Europe, India) or jp (Japan, Australia)')
  }
}
