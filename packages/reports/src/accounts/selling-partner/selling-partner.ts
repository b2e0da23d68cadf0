import type { DocumentOf, ReportDocument } from '@reportline/documents'
import type { Region, ReportType } from '@reportline/report-types'
import { createSellingPartnerNotificationsClient } from '@reportline/selling-partner-notifications-client'
import {
  createSellingPartnerReportsClient,
  type SellingPartnerReportsClient,
  servers,
} from '@reportline/selling-partner-reports-client'
import type { Report } from '@reportline/selling-partner-reports-types'
import { createSellingPartnerTokensClient } from '@reportline/selling-partner-tokens-client'
import { type AccountNotifications, accountNotifications } from '../../notifications/notifications.ts'
import { watch } from '../../notifications/watch/watch.ts'
import type { WatchOptions } from '../../notifications/watch/watch-options.ts'
import type { WatchedReport } from '../../notifications/watch/watched-report.ts'
import type { Job } from '../../run/job.ts'
import type { Outcome } from '../../run/outcome.ts'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit, type RunOptions } from '../../run/run-context.ts'
import { type ReportAccount, withInternals } from '../account-internals.ts'
import { type LoginAccountOptions, type Runtime, runtimeOf } from '../account-options.ts'
import { type AccountRuns, accountRuns } from '../account-runs.ts'
import { type CollectedReport, collect } from '../collect.ts'
import { loginClientOptions } from '../login-client-options.ts'
import { marketplaceReportApi } from '../marketplace-report-api.ts'
import { type TrackedCancellations, trackCancellations } from '../track-cancellations.ts'
import type { CollectOptions } from './collect-options.ts'
import { findMarketplaces, type MarketplaceName } from './marketplaces.ts'
import { newJob, type ReportRequest } from './report-request.ts'
import { type RestrictedDocuments, restrictedDocuments } from './restricted/restricted-documents.ts'
import { type Schedules, schedulesOf } from './schedules/schedules.ts'

/** The options of {@link sellingPartner}. */
export interface SellingPartnerOptions extends LoginAccountOptions {
  /** The region of the seller's marketplaces: `na`, `eu` or `fe`. */
  readonly region: Region
}

/** What is known of a document. */
export interface DocumentOptions {
  /**
   * Its report's type, which tells its format; where it is restricted, the document's address is asked for with a
   * restricted data token.
   */
  readonly reportType?: string
  /** Its report's marketplaces, by which a charset is taken that nothing else tells. */
  readonly marketplaces?: readonly MarketplaceName[]
}

/** One seller in one region. */
export interface SellingPartnerAccount
  extends Omit<AccountRuns<ReportRequest, Report>, 'run' | 'start'>,
    ReportAccount<ReportRequest, Report> {
  readonly region: Region
  /** The generated client, for every operation of the API. */
  readonly client: SellingPartnerReportsClient
  /**
   * Asks for a report and waits until it has ended, as long as it takes, unless a deadline is set.
   *
   * @throws TypeError when the request is wrong, or the catalogue knows that Amazon refuses it; RequestError or AuthError
   * when a call failed; ReportError when the run cannot go on; the signal's reason when it was aborted.
   */
  run<const Type extends ReportType>(
    request: ReportRequest<Type>,
    options?: RunOptions,
  ): Promise<Outcome<Report, DocumentOf<Type>>>
  /**
   * Asks for a report and returns its job as soon as Amazon has given a `reportId`.
   *
   * @throws As `run`; where it is not known whether a report was made, a ReportError `OUTCOME_UNKNOWN` that holds the
   * job and the candidates.
   */
  start<const Type extends ReportType>(request: ReportRequest<Type>, options?: RunOptions): Promise<Job>
  /** The handle of any document of this seller. Nothing is fetched before it is read. */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /** The report schedules of this seller. */
  readonly schedules: Schedules
  /**
   * Finds the finished reports of some types that have not been dealt with, oldest first, whoever asked for them:
   * settlements, schedules, other applications. A report counts as dealt with when the loop comes back for the next one.
   *
   * @throws TypeError at once when the options are wrong; while reading, RequestError or AuthError when a call failed,
   * the signal's reason, and whatever `seen` throws.
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
  /** The notifications about finished reports: where Amazon sends them. */
  readonly notifications: AccountNotifications
  /**
   * Gives finished reports one after another, as their notifications arrive in an SQS queue, for as long as it is looped
   * over. A report counts as dealt with when the loop comes back for the next one; where the loop is left or throws, its
   * message is visible again at once. Reports whose notification never came are found by listing, for the types named.
   *
   * @throws TypeError when the options are wrong; NotificationError when the queue cannot be read; RequestError or
   * AuthError when listing was refused; what `seen` throws; the signal's reason when it was aborted.
   * @see https://developer-docs.amazon.com/sp-api/docs/notification-type-values
   */
  watch(options: WatchOptions): AsyncGenerator<WatchedReport, void, undefined>
}

/**
 * Connects to the Selling Partner API for Reports on behalf of one seller in one region. Sends nothing by itself.
 *
 * @param options Region and credentials, and what stands for the outside world.
 * @throws TypeError when the region is none.
 * @see https://developer-docs.amazon.com/sp-api/docs/reports-api-v2021-06-30-reference
 */
export function sellingPartner(options: SellingPartnerOptions): SellingPartnerAccount {
  checkRegion(options.region)
  const { region, onEvent } = options
  const runtime = runtimeOf(options)
  const { clock } = runtime
  const { client, cancelledHere, restricted, notifications } = connect(options, runtime)
  const context: AccountContext<Report> = {
    api: marketplaceReportApi({
      api: 'selling-partner',
      client,
      locate: restricted.locator(client),
      clock,
      cancelledHere,
    }),
    region,
    ...runtime,
    onEvent: (event) => emit(onEvent, event),
  }
  const internals = { context, newJob: (request: ReportRequest) => newJob(request, region, clock.now()) }
  const account = {
    region,
    client,
    ...accountRuns(internals),
    schedules: schedulesOf({ region, client, clock }),
    collect: ({ marketplaces, ...filter }: CollectOptions) => collect(filter, context, idsOf(marketplaces, region)),
    notifications,
    watch: (watchOptions: WatchOptions) => watch(watchOptions, context),
    document(reportDocumentId: string, { reportType, marketplaces }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType, marketplaceIds: idsOf(marketplaces, region) })
    },
  }
  return withInternals(account, internals)
}

function idsOf(names: readonly MarketplaceName[] | undefined, region: Region): string[] | undefined {
  return names === undefined ? undefined : findMarketplaces(names, region).map(({ id }) => id)
}

interface Connection extends TrackedCancellations<SellingPartnerReportsClient> {
  readonly restricted: RestrictedDocuments
  readonly notifications: AccountNotifications
}

/** The APIs share the seller's token and its buckets. */
function connect(options: SellingPartnerOptions, runtime: Runtime): Connection {
  const server = options.sandbox ? (`sandbox-${options.region}` as const) : options.region
  const shared = loginClientOptions(options, runtime, { baseUrl: servers[server], quota: `selling-partner ${server}` })
  const tokens = createSellingPartnerTokensClient(shared)
  const restricted = restrictedDocuments({ tokens, authorize: shared.authorize, now: () => runtime.clock.now() })
  const reports = trackCancellations(createSellingPartnerReportsClient({ ...shared, authorize: restricted.authorize }))
  const notifications = accountNotifications(createSellingPartnerNotificationsClient(shared))
  return { ...reports, restricted, notifications }
}

function checkRegion(region: string): void {
  if (region !== 'na' && region !== 'eu' && region !== 'fe') {
    throw new TypeError('region must be na (America), eu (Europe, Middle East, Africa, India) or fe (Far East)')
  }
}
