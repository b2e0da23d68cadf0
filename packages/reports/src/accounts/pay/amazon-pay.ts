import {
  keyEnvironment,
  type PayEnvironment,
  type PayRegion,
  payBasePath,
  payRegion,
} from '@reportline/auth/amazon-pay'
import type { ReportDocument } from '@reportline/documents'
import { createPayReportsClient } from '@reportline/pay-reports-client'
import type { Report } from '@reportline/pay-reports-types'
import type { RequestEvent } from '@reportline/request'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { accountBuckets } from '../account-buckets.ts'
import { type ReportAccount, withInternals } from '../account-internals.ts'
import { type Runtime, runtimeOf } from '../account-options.ts'
import { type AccountRuns, accountRuns } from '../account-runs.ts'
import { type CollectedReport, collect } from '../collect.ts'
import type { AmazonPayOptions } from './amazon-pay-options.ts'
import { payBaseUrl } from './base-url.ts'
import type { CollectOptions } from './collect-options.ts'
import { type PayClient, payClient } from './pay-client.ts'
import { payReportApi } from './pay-report-api.ts'
import { newJob, type ReportRequest } from './report-request.ts'
import { type Schedules, schedulesOf } from './schedules/schedules.ts'
import { payAuthorize } from './signing.ts'

/** What is known of a document. */
export interface DocumentOptions {
  /** Its report's type, which tells how the document is read. */
  readonly reportType?: string
}

/** One merchant of Amazon Pay, in one region and one environment. */
export interface AmazonPayAccount extends AccountRuns<ReportRequest, Report>, ReportAccount<ReportRequest, Report> {
  readonly region: PayRegion
  readonly environment: PayEnvironment
  /** The generated client, for every operation of the API; its times may be Dates. */
  readonly client: PayClient
  /** The handle of any document of this merchant. Nothing is fetched before it is read. */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /** The report schedules of this merchant. */
  readonly schedules: Schedules
  /**
   * Finds the finished reports of some types that have not been dealt with, oldest first, whoever asked for them:
   * settlements, schedules, other applications. A report counts as dealt with when the loop comes back for the next one.
   *
   * @throws TypeError at once when the options are wrong; while reading, RequestError when a call failed, the signal's
   * reason, and whatever `seen` throws.
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
}

/**
 * Connects to the Amazon Pay API for Reports on behalf of one merchant. Sends nothing by itself.
 *
 * @param options Region and keys, and what stands for the outside world.
 * @throws TypeError for a region that does not exist, a key id of another environment than the one named, a missing
 *   environment, and a private key that is no PEM of an RSA key (where it is fetched: when the first request is signed).
 *   Nothing of the key is in the message.
 * @see http://amazonpaycheckoutintegrationguide.s3.amazonaws.com/amazon-pay-api-v2/reports.html
 */
export function amazonPay(options: AmazonPayOptions): AmazonPayAccount {
  const { onEvent } = options
  const place = placeOf(options)
  const { region, environment } = place
  const runtime = runtimeOf(options)
  const client = createPayReportsClient(clientOptions(options, place, runtime))
  const context: AccountContext<Report> = {
    api: payReportApi(client, runtime.clock),
    region,
    environment,
    ...runtime,
    onEvent: (event) => emit(onEvent, event),
  }
  const internals = {
    context,
    newJob: (request: ReportRequest) => newJob(request, { region, environment, now: runtime.clock.now() }),
  }
  const account = {
    region,
    environment,
    client: payClient(client),
    ...accountRuns(internals),
    schedules: schedulesOf({ region, environment, client, clock: runtime.clock }),
    collect: (collectOptions: CollectOptions) => collect(collectOptions, context),
    document(reportDocumentId: string, { reportType }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType })
    },
  }
  return withInternals(account, internals)
}

interface Place {
  readonly region: PayRegion
  readonly environment: PayEnvironment
}

function placeOf({ region, publicKeyId, environment }: AmazonPayOptions): Place {
  if (typeof publicKeyId !== 'string' || publicKeyId === '') {
    throw new TypeError('publicKeyId must be the identifier that Amazon gave to the public key')
  }
  // Says whether key and environment fit each other.
  payBasePath(publicKeyId, environment)
  return { region: payRegion(region), environment: environment ?? keyEnvironment(publicKeyId) ?? 'live' }
}

function clientOptions(options: AmazonPayOptions, { region, environment }: Place, { clock, random, fetch }: Runtime) {
  const { publicKeyId, privateKey, algorithm, endpoint, application, buckets, onEvent } = options
  return {
    baseUrl: payBaseUrl({ region, publicKeyId, environment, endpoint }),
    authorize: payAuthorize({ publicKeyId, privateKey, region, clock, ...(algorithm && { algorithm }) }),
    quota: `pay ${environment} ${region}`,
    buckets: buckets === undefined ? undefined : accountBuckets(buckets, () => [publicKeyId]),
    application,
    fetch,
    clock,
    random,
    onEvent: (event: RequestEvent) => emit(onEvent, event),
  }
}
