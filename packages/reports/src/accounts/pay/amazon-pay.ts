import {
  keyEnvironment,
  type PayEnvironment,
  type PayRegion,
  payBasePath,
  payHost,
  payRegion,
  type SignatureAlgorithm,
} from '@reportline/auth/amazon-pay'
import type { ReportDocument } from '@reportline/documents'
import { createPayReportsClient, operations } from '@reportline/pay-reports-client'
import type { Report, ReportTypes } from '@reportline/pay-reports-types'
import type { RequestEvent } from '@reportline/request'
import { checkDocumentId, reportDocument } from '../../run/report-document.ts'
import { type AccountContext, emit } from '../../run/run-context.ts'
import { type AccountRuns, accountRuns, type ReportAccount, withInternals } from '../account.ts'
import { type AccountOptions, accountBuckets, type Runtime, runtimeOf } from '../account-options.ts'
import { type CollectedReport, type CollectFilter, collect } from '../collect.ts'
import { type RawCalls, rawCalls } from '../raw-calls.ts'
import { type PayClient, payClient } from './pay-client.ts'
import { payReportApi } from './pay-report-api.ts'
import { newJob, type ReportRequest } from './report-request.ts'
import { type Schedules, schedulesOf } from './schedules/schedules.ts'
import { type PrivateKeySource, payAuthorize } from './signing.ts'

/** The options of {@link amazonPay}. */
export interface AmazonPayOptions extends AccountOptions {
  /** The region of the merchant's account: `na`, `eu` or `jp`; or `us` (na), `de` or `uk` (eu). */
  readonly region: PayRegion | 'us' | 'de' | 'uk'
  /** The id that Amazon assigned to the public key. The prefix `LIVE` or `SANDBOX` determines its environment. */
  readonly publicKeyId: string
  /**
   * The RSA private key: a PEM string, a `KeyObject`, or a function that returns one of them. The function is called
   * when the first request is signed.
   */
  readonly privateKey: PrivateKeySource
  /** Whether the account is live or a sandbox. Required for a key that is valid in both environments. */
  readonly environment?: PayEnvironment | undefined
  /**
   * A base URL to use instead of Amazon's, for example that of an emulator. Leave out `/live` and `/sandbox`: they are
   * added if the key requires them.
   */
  readonly endpoint?: string | undefined
  /** The signature algorithm. Defaults to `AMZN-PAY-RSASSA-PSS-V2`. */
  readonly algorithm?: SignatureAlgorithm | undefined
}

/** What you know about a document. */
export interface DocumentOptions {
  /** The type of its report, which determines how the document is read. */
  readonly reportType?: string | undefined
}

/** Which finished reports of Amazon Pay to collect. */
export interface CollectOptions extends CollectFilter {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_`. */
  readonly reportTypes: readonly ReportTypes[]
  /** Only reports with one of these statuses. Defaults to all of them. */
  readonly processingStatuses?: readonly ('COMPLETED' | 'CANCELLED' | 'FAILED')[] | undefined
}

/** One Amazon Pay merchant in one region and one environment. */
export interface AmazonPayAccount
  extends AccountRuns<ReportRequest, Report>,
    RawCalls,
    ReportAccount<ReportRequest, Report> {
  readonly region: PayRegion
  readonly environment: PayEnvironment
  /** The generated client, with every operation of the API. It accepts Dates for times. */
  readonly client: PayClient
  /**
   * Returns a document of this merchant by its id. Nothing is downloaded until you read it.
   *
   * @param reportDocumentId The `reportDocumentId` of a report that is completed.
   * @param options The report type, which determines how the document is read.
   * @throws TypeError if the id is not a string or is empty.
   * @example
   * const document = account.document(reportDocumentId, { reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_' })
   * for await (const rows of document.rows()) console.table(rows)
   */
  document(reportDocumentId: string, options?: DocumentOptions): ReportDocument
  /** The report schedules of this merchant. */
  readonly schedules: Schedules
  /**
   * Yields finished reports that were not processed yet, oldest first, whatever created them: settlements, schedules or
   * other applications. A report counts as processed when the loop requests the next one.
   *
   * @param options The report types to list. Pass `seen` to skip reports that an earlier call has processed.
   * @throws TypeError immediately if an option is invalid; while iterating, RequestError if a call failed, the signal's
   *   reason, and any error of `seen`.
   * @example
   * const reportTypes = ['_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_']
   * for await (const collected of account.collect({ reportTypes, seen })) {
   *   if (collected.status !== 'done') continue
   *   const { summary, rows } = await collected.document.settlement()
   *   for await (const batch of rows) console.log(summary.settlementId, batch)
   * }
   */
  collect(options: CollectOptions): AsyncIterable<CollectedReport<Report>>
}

/**
 * Creates an account of the Amazon Pay API for Reports: one merchant in one region and environment. Sends nothing.
 *
 * @param options The region and the keys; optionally the clock, `fetch` and other parts of the runtime.
 * @throws TypeError if the region is unknown, the environment is missing or contradicts the key id, or the private key is
 *   not an RSA key in PEM format. If a function returns the key, the first request throws instead. Messages never contain
 *   the key.
 * @see http://amazonpaycheckoutintegrationguide.s3.amazonaws.com/amazon-pay-api-v2/reports.html
 * @returns The account. It has no connections to close.
 * @example
 * const account = amazonPay({ region: 'eu', publicKeyId: 'LIVE-…', privateKey: await readFile('key.pem', 'utf8') })
 * const outcome = await account.run({
 *   reportType: '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_',
 *   from: '2026-01-01T00:00:00Z',
 *   to: '2026-02-01T00:00:00Z',
 * })
 * if (outcome.status === 'done') await outcome.document.save('refunds.csv')
 */
export function amazonPay(options: AmazonPayOptions): AmazonPayAccount {
  const { onEvent } = options
  const scope = scopeOf(options)
  const { region, environment } = scope
  const runtime = runtimeOf(options)
  const { clock } = runtime
  const shared = clientOptions(options, scope, runtime)
  const client = createPayReportsClient(shared)
  const context: AccountContext<Report> = {
    api: payReportApi(client, clock),
    region,
    environment,
    ...runtime,
    onEvent: (event) => emit(onEvent, event),
  }
  const internals = {
    context,
    newJob: (request: ReportRequest) => newJob(request, { region, environment, now: clock.now() }),
  }
  const account = {
    region,
    environment,
    client: payClient(client),
    ...rawCalls(shared, operations),
    ...accountRuns(internals),
    schedules: schedulesOf({ region, environment, client, clock }),
    collect: (collectOptions: CollectOptions) => collect(collectOptions, context),
    document(reportDocumentId: string, { reportType }: DocumentOptions = {}) {
      checkDocumentId(reportDocumentId)
      return reportDocument(context, reportDocumentId, { reportType })
    },
  }
  return withInternals(account, internals)
}

interface AccountScope {
  readonly region: PayRegion
  readonly environment: PayEnvironment
}

function scopeOf({ region, publicKeyId, environment }: AmazonPayOptions): AccountScope {
  if (typeof publicKeyId !== 'string' || publicKeyId === '') {
    throw new TypeError('`publicKeyId` must be the id that Amazon assigned to the public key.')
  }
  // Throws if the environment contradicts the key.
  payBasePath(publicKeyId, environment)
  return { region: payRegion(region), environment: environment ?? keyEnvironment(publicKeyId) ?? 'live' }
}

function clientOptions(
  options: AmazonPayOptions,
  { region, environment }: AccountScope,
  { clock, random, fetch }: Runtime,
) {
  const { publicKeyId, privateKey, algorithm, endpoint, application, buckets, onEvent } = options
  return {
    baseUrl: payBaseUrl({ region, publicKeyId, environment, endpoint }),
    authorize: payAuthorize({ publicKeyId, privateKey, region, clock, ...(algorithm && { algorithm }) }),
    quota: `pay ${environment} ${region}`,
    advice,
    buckets: buckets === undefined ? undefined : accountBuckets(buckets, () => [publicKeyId]),
    application,
    fetch,
    clock,
    random,
    onEvent: (event: RequestEvent) => emit(onEvent, event),
  }
}

/** What determines the base URL. */
interface PayEndpoint {
  readonly region: PayRegion
  readonly publicKeyId: string
  readonly environment: PayEnvironment
  /** A base URL to use instead of Amazon's. */
  readonly endpoint?: string | undefined
}

/** Returns the base URL of the client. Amazon's paths start with `/v2`; the kind of the key determines the prefix. */
function payBaseUrl({ region, publicKeyId, environment, endpoint }: PayEndpoint): string {
  const origin = endpoint === undefined ? `https://${payHost(region)}` : endpoint.replace(/\/+$/, '')
  return origin + payBasePath(publicKeyId, environment).replace(/\/v2$/, '')
}

/** What to do about a refusal of this API, which has signatures instead of tokens. */
function advice(status: number): string | undefined {
  if (status !== 401 && status !== 403) return undefined
  return (
    'Check that the public key id and the private key belong together, that the key is for this region and environment, ' +
    'and that the clock of this machine is right. `reportline sign explain` explains the signature of a request.'
  )
}
