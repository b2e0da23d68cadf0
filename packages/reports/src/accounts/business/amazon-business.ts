import {
  type BusinessReportsClient,
  createBusinessReportsClient,
  operations,
  servers,
} from '@reportline/business-reports-client'
import type { Report } from '@reportline/business-reports-types'
import type { ReportDocument } from '@reportline/documents'
import type { BusinessRegion } from '@reportline/report-types'
import { checkResponse } from '../../run/check-response.ts'
import type { Job } from '../../run/job.ts'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { type AccountRuns, accountRuns, type ReportAccount, withInternals } from '../account.ts'
import { type LoginAccountOptions, loginClientOptions, runtimeOf } from '../account-options.ts'
import { type CollectedReport, type CollectFilter, collect } from '../collect.ts'
import { marketplaceReportApi, trackCancellations } from '../marketplace-report-api.ts'
import type { MarketplaceScope } from '../marketplace-request.ts'
import { type RawCalls, rawCalls } from '../raw-calls.ts'
import { type InvoiceRequest, type InvoiceResult, type InvoicesOptions, invoices } from './invoices.ts'
import { findMarketplaces, type MarketplaceName, newJob, type ReportRequest } from './report-request.ts'

/** The options of {@link amazonBusiness}. */
export interface AmazonBusinessOptions extends LoginAccountOptions {
  /** The region of the marketplaces: `na`, `eu` (includes India) or `jp` (includes Australia). */
  readonly region: BusinessRegion
}

/** What you know about a document. */
export interface DocumentOptions {
  /** The type of its report, which determines the format. Defaults to `GET_AB_INVOICE_PDF`, the only documented type. */
  readonly reportType?: string | undefined
}

/** Which finished reports of Amazon Business to collect. */
export interface CollectOptions extends CollectFilter {
  /** For example `GET_AB_INVOICE_PDF`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly MarketplaceName[] | undefined
  /** Only reports with one of these statuses. Defaults to all of them. */
  readonly processingStatuses?: readonly ('DONE' | 'CANCELLED' | 'FATAL')[] | undefined
}

/** One business in one region. This API has no schedules, restricted documents or notifications. */
export interface AmazonBusinessAccount
  extends AccountRuns<ReportRequest, Report>,
    RawCalls,
    ReportAccount<ReportRequest, Report> {
  readonly region: BusinessRegion
  /** The generated client, with every operation of the API. */
  readonly client: BusinessReportsClient
  /**
   * Returns a document of this business by its id. Nothing is downloaded until you read it.
   *
   * @param reportDocumentId The `reportDocumentId` of a report that is done.
   * @param options The report type, which determines the format.
   * @throws TypeError if the id is not a string or is empty.
   * @example
   * for await (const file of account.document(reportDocumentId).files()) await file.save('invoices')
   */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /**
   * Yields finished reports that were not processed yet, oldest first, whichever application requested them. A report
   * counts as processed when the loop requests the next one. Amazon keeps reports for 30 days according to its newer
   * release notes, and for 90 days according to its reference.
   *
   * @param options The report types to list. Pass `seen` to skip reports that an earlier call has processed.
   * @throws TypeError immediately if an option is invalid; while iterating, RequestError or AuthError if a call failed,
   *   the signal's reason, and any error of `seen`.
   * @example
   * for await (const collected of account.collect({ reportTypes: ['GET_AB_INVOICE_PDF'], seen })) {
   *   if (collected.status === 'done') for await (const file of collected.document.files()) await file.save('invoices')
   * }
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
  /**
   * Requests many invoices at the rate that Amazon allows, one every ten seconds, and yields each result as it arrives: an
   * outcome, or the error of that invoice. Only one `createReport` is sent at a time; reports that are being created do not
   * delay it. A job of an earlier call in the list is resumed.
   *
   * If you leave the loop or the signal aborts, nothing more is sent, and the jobs stay as they were passed to `save`.
   *
   * @throws TypeError immediately if an entry of the list or an option is invalid; while iterating, the signal's reason.
   * @example
   * const requests = ids.map((invoiceId) => ({
   *   marketplaces: ['DE'],
   *   reportOptions: { invoiceId, documentType: 'Invoice' },
   * }))
   * for await (const { request, outcome, error } of account.invoices(requests)) {
   *   if (outcome?.status === 'done') for await (const file of outcome.document.files()) await file.save('invoices')
   *   else console.error(request, outcome ?? error)
   * }
   */
  invoices(
    list: readonly (InvoiceRequest | Job)[],
    options?: InvoicesOptions,
  ): AsyncGenerator<InvoiceResult, void, undefined>
}

/**
 * Creates an account of the Amazon Business API for Reports: one business in one region. Sends nothing.
 *
 * @param options The region and the credentials; optionally the clock, `fetch` and other parts of the runtime.
 * @throws TypeError if the region is unknown.
 * @see Amazon Business API for Reports, version 2021-09-30
 * @returns The account. It has no connections to close.
 * @example
 * const account = amazonBusiness({ region: 'eu', credentials: { clientId, clientSecret, refreshToken } })
 * const outcome = await account.run({
 *   reportType: 'GET_AB_INVOICE_PDF',
 *   marketplaces: ['DE'],
 *   reportOptions: { invoiceId: 'DE-2026-00017', documentType: 'Invoice' },
 * })
 * if (outcome.status === 'done') for await (const file of outcome.document.files()) await file.save('invoices')
 */
export function amazonBusiness(options: AmazonBusinessOptions): AmazonBusinessAccount {
  checkRegion(options.region)
  const { region, sandbox, onEvent } = options
  const scope = { region, sandbox }
  const runtime = runtimeOf(options)
  const { clock } = runtime
  const server = sandbox ? (`sandbox-${region}` as const) : region
  const shared = loginClientOptions(options, runtime, { baseUrl: servers[server], quota: `business ${server}`, advice })
  const { client, cancelledHere } = trackCancellations(createBusinessReportsClient(shared))
  const context: AccountContext<Report> = {
    api: marketplaceReportApi({
      api: 'business',
      client,
      operations,
      locate: async (reportDocumentId, _reportType, signal) => {
        const located = await client.getReportDocument({ reportDocumentId }, { signal })
        return checkResponse(operations.getReportDocument, located, { url: 'string' })
      },
      clock,
      cancelledHere,
    }),
    region,
    ...runtime,
    onEvent: (event) => emit(onEvent, event),
  }
  const internals = { context, newJob: (request: ReportRequest) => newJob(request, scope, clock.now()) }
  const account = {
    region,
    client,
    ...rawCalls(shared, operations),
    ...accountRuns(internals),
    collect: ({ marketplaces, ...filter }: CollectOptions) => collect(filter, context, idsOf(marketplaces, scope)),
    invoices: (list: readonly (InvoiceRequest | Job)[], invoicesOptions?: InvoicesOptions) =>
      invoices(list, internals, invoicesOptions),
    document(reportDocumentId: string, { reportType = 'GET_AB_INVOICE_PDF' }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType })
    },
  }
  return withInternals(account, internals)
}

/** What to do about a refusal of this API. */
function advice(status: number): string | undefined {
  if (status !== 403) return undefined
  return (
    'Check that the application has the role Business Purchase Reconciliation, that the business has authorized it ' +
    'since the role was added, and that the credentials are for this region.'
  )
}

function idsOf(
  names: readonly MarketplaceName[] | undefined,
  scope: MarketplaceScope<BusinessRegion>,
): string[] | undefined {
  return names === undefined ? undefined : findMarketplaces(names, scope).map(({ id }) => id)
}

function checkRegion(region: string): void {
  if (region !== 'na' && region !== 'eu' && region !== 'jp') {
    throw new TypeError('`region` must be na (America), eu (Europe, India) or jp (Japan, Australia).')
  }
}
