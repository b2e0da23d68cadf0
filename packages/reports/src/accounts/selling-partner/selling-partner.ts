import type { DocumentOf, ReportDocument } from '@reportline/documents'
import type { Region, ReportType } from '@reportline/report-types'
import type { Operation } from '@reportline/request'
import {
  createSellingPartnerNotificationsClient,
  operations as notificationOperations,
} from '@reportline/selling-partner-notifications-client'
import {
  createSellingPartnerReportsClient,
  operations,
  type SellingPartnerReportsClient,
  servers,
} from '@reportline/selling-partner-reports-client'
import type { Report } from '@reportline/selling-partner-reports-types'
import {
  createSellingPartnerTokensClient,
  operations as tokenOperations,
} from '@reportline/selling-partner-tokens-client'
import { type AccountNotifications, accountNotifications } from '../../notifications/notifications.ts'
import { watch } from '../../notifications/watch/watch.ts'
import type { WatchOptions } from '../../notifications/watch/watch-options.ts'
import type { WatchedReport } from '../../notifications/watch/watched-report.ts'
import type { Job } from '../../run/job.ts'
import type { Outcome } from '../../run/outcome.ts'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit, type RunOptions } from '../../run/run-context.ts'
import { type AccountRuns, accountRuns, type ReportAccount, withInternals } from '../account.ts'
import { type LoginAccountOptions, loginClientOptions, type Runtime, runtimeOf } from '../account-options.ts'
import { type CollectedReport, type CollectFilter, collect } from '../collect.ts'
import { marketplaceReportApi, type TrackedCancellations, trackCancellations } from '../marketplace-report-api.ts'
import type { MarketplaceScope } from '../marketplace-request.ts'
import { type RawCalls, rawCalls } from '../raw-calls.ts'
import { findMarketplaces, type MarketplaceName, newJob, type ReportRequest } from './report-request.ts'
import { type RestrictedDocuments, restrictedDocuments } from './restricted-documents.ts'
import { type Schedules, schedulesOf } from './schedules/schedules.ts'

/** The options of {@link sellingPartner}. */
export interface SellingPartnerOptions extends LoginAccountOptions {
  /** The region of the seller's marketplaces: `na`, `eu` or `fe`. */
  readonly region: Region
}

/** What you know about a document. */
export interface DocumentOptions {
  /**
   * The type of its report, which determines the format. If the type is restricted, the document is requested with a
   * restricted data token.
   */
  readonly reportType?: string
  /** The marketplaces of its report. They determine the charset if the document does not. */
  readonly marketplaces?: readonly MarketplaceName[]
}

/** Which finished reports to collect. */
export interface CollectOptions extends CollectFilter {
  /** For example `GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2`. */
  readonly reportTypes: readonly string[]
  /** Only reports that cover at least one of these marketplaces. */
  readonly marketplaces?: readonly MarketplaceName[] | undefined
  /** Only reports with one of these statuses. Defaults to all of them. */
  readonly processingStatuses?: readonly ('DONE' | 'CANCELLED' | 'FATAL')[] | undefined
}

/** One seller in one region. */
export interface SellingPartnerAccount
  extends Omit<AccountRuns<ReportRequest, Report>, 'run' | 'start'>,
    RawCalls,
    ReportAccount<ReportRequest, Report> {
  readonly region: Region
  /** The generated client, with every operation of the API. */
  readonly client: SellingPartnerReportsClient
  /**
   * Requests a report and waits until it is finished. Waits as long as Amazon takes, unless a deadline is set.
   *
   * @param request The report type and the marketplaces; for most types also the window of the data.
   * @param options Optional: `save`, `signal`, `deadline` and `onEvent`.
   * @returns The outcome: `done` with the document, `cancelled`, `fatal` or `unknown`. These are not errors.
   * @throws TypeError if the request is invalid, or if Amazon refuses it according to the catalogue. Nothing was sent.
   * @throws RequestError or AuthError if a call failed.
   * @throws ReportError `NOT_SAVED` if `save` failed, `DEADLINE` if the deadline passed, or `NO_DOCUMENT` if the report is
   *   done but has no document.
   * @throws The signal's reason if the signal was aborted.
   * @example
   * const outcome = await account.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
   * if (outcome.status === 'done') await outcome.document.save('listings.tsv')
   */
  run<const Type extends ReportType>(
    request: ReportRequest<Type>,
    options?: RunOptions,
  ): Promise<Outcome<Report, DocumentOf<Type>>>
  /**
   * Requests a report and returns its job as soon as Amazon has assigned a `reportId`.
   *
   * @param request The report type and the marketplaces; for most types also the window of the data.
   * @param options Optional: `save`, `signal`, `deadline` and `onEvent`.
   * @returns The job, a plain JSON value. Pass it to `resume`, now or in another process.
   * @throws The same errors as `run`.
   * @throws ReportError `OUTCOME_UNKNOWN`, with the job and the candidates, if it is unknown whether the report was created.
   * @example
   * const job = await account.start({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
   * await writeFile('job.json', JSON.stringify(job))
   */
  start<const Type extends ReportType>(request: ReportRequest<Type>, options?: RunOptions): Promise<Job>
  /**
   * Returns a document of this seller by its id. Nothing is downloaded until you read it.
   *
   * @param reportDocumentId The `reportDocumentId` of a report that is done.
   * @param options The report type and the marketplaces, which determine how the document is read.
   * @throws TypeError if the id is not a string or is empty.
   * @example
   * const document = account.document(reportDocumentId, { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
   * for await (const rows of document.rows()) console.table(rows)
   */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /** The report schedules of this seller. */
  readonly schedules: Schedules
  /**
   * Yields finished reports that were not processed yet, oldest first, whatever created them: settlements, schedules or
   * other applications. A report counts as processed when the loop requests the next one.
   *
   * @param options The report types to list. Pass `seen` to skip reports that an earlier call has processed.
   * @throws TypeError immediately if an option is invalid; while iterating, RequestError or AuthError if a call failed,
   *   the signal's reason, and any error of `seen`.
   * @see https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference
   * @example
   * const reportTypes = ['GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2']
   * for await (const collected of account.collect({ reportTypes, seen: ledger.seen('eu') })) {
   *   if (collected.status === 'done') await collected.document.save(`${collected.report.reportId}.tsv`)
   * }
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
  /** Sets up where Amazon sends notifications of finished reports. */
  readonly notifications: AccountNotifications
  /**
   * Yields finished reports as their notifications arrive in an SQS queue. It does not end unless it is aborted or fails.
   * A report counts as processed when the loop requests the next one. If the loop throws or breaks, the message becomes
   * visible again immediately. If report types are given, reports whose notification never arrived are found by listing.
   *
   * @param options The queue and the SQS client. All durations are in milliseconds.
   * @throws TypeError if an option is invalid; NotificationError if the queue cannot be read; RequestError or AuthError if
   *   listing was refused; any error of `seen`; the signal's reason if it was aborted.
   * @see https://developer-docs.amazon.com/sp-api/docs/notification-type-values
   * @example
   * for await (const report of account.watch({ queue, sqs })) {
   *   await report.document?.save(`${report.reportId}.tsv`)
   * }
   */
  watch(options: WatchOptions): AsyncGenerator<WatchedReport, void, undefined>
}

/**
 * Creates an account of the Selling Partner API for Reports: one seller in one region. Sends nothing.
 *
 * @param options The region and the credentials; optionally the clock, `fetch` and other parts of the runtime.
 * @throws TypeError if the region is unknown.
 * @see https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference
 * @returns The account. It has no connections to close.
 * @example
 * const account = sellingPartner({ region: 'eu', credentials: { clientId, clientSecret, refreshToken } })
 * const outcome = await account.run({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] })
 * if (outcome.status === 'done') {
 *   for await (const rows of outcome.document.rows()) console.table(rows)
 * }
 */
export function sellingPartner(options: SellingPartnerOptions): SellingPartnerAccount {
  checkRegion(options.region)
  const { region, sandbox, onEvent } = options
  const scope = { region, sandbox }
  const runtime = runtimeOf(options)
  const { clock } = runtime
  const { client, cancelledHere, restricted, notifications, call } = connect(options, runtime)
  const context: AccountContext<Report> = {
    api: marketplaceReportApi({
      api: 'selling-partner',
      client,
      operations,
      locate: restricted.locator(client),
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
    call,
    ...accountRuns(internals),
    schedules: schedulesOf({ region, client, clock }),
    collect: ({ marketplaces, ...filter }: CollectOptions) => collect(filter, context, idsOf(marketplaces, scope)),
    notifications,
    watch: (watchOptions: WatchOptions) => watch(watchOptions, context),
    document(reportDocumentId: string, { reportType, marketplaces }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType, marketplaceIds: idsOf(marketplaces, scope) })
    },
  }
  return withInternals(account, internals)
}

function idsOf(names: readonly MarketplaceName[] | undefined, scope: MarketplaceScope<Region>): string[] | undefined {
  return names === undefined ? undefined : findMarketplaces(names, scope).map(({ id }) => id)
}

interface Connection extends TrackedCancellations<SellingPartnerReportsClient>, RawCalls {
  readonly restricted: RestrictedDocuments
  readonly notifications: AccountNotifications
}

/** Creates the clients. They share the seller's access token and rate limits. */
function connect(options: SellingPartnerOptions, runtime: Runtime): Connection {
  const server = options.sandbox ? (`sandbox-${options.region}` as const) : options.region
  const shared = loginClientOptions(options, runtime, {
    baseUrl: servers[server],
    quota: `selling-partner ${server}`,
    advice,
  })
  const tokens = createSellingPartnerTokensClient(shared)
  const restricted = restrictedDocuments({ tokens, authorize: shared.authorize, now: () => runtime.clock.now() })
  const reports = trackCancellations(createSellingPartnerReportsClient({ ...shared, authorize: restricted.authorize }))
  const notifications = accountNotifications(createSellingPartnerNotificationsClient(shared))
  const calls = rawCalls(
    { ...shared, authorize: restricted.authorize },
    { ...operations, ...tokenOperations, ...notificationOperations },
  )
  return { ...reports, ...calls, restricted, notifications }
}

/** What to do about a refusal of this API. */
function advice(status: number, { id }: Operation): string | undefined {
  if (status !== 403) return undefined
  if (id === 'createRestrictedDataToken' || id === 'getReportDocument') {
    return (
      'The application may need a restricted role, such as Direct-to-Consumer Shipping (Restricted), Tax Invoicing ' +
      '(Restricted) or Tax Remittance (Restricted). Check that it has the role that the report type requires, and that ' +
      'the seller has authorized it since the role was added.'
    )
  }
  return (
    'Check that the application has the role that the operation and the report type require, that the seller has ' +
    'authorized it since the role was added, and that the credentials are for this region.'
  )
}

function checkRegion(region: string): void {
  if (region !== 'na' && region !== 'eu' && region !== 'fe') {
    throw new TypeError('`region` must be na (America), eu (Europe, Middle East, Africa, India) or fe (Far East).')
  }
}
