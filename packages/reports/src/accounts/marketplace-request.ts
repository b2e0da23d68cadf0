import { findMarketplace, type Marketplace } from '@reportline/report-types'
import {
  checkFields,
  checkReportOptions,
  checkReportType,
  dataWindow,
  type NewJob,
  type OverridableRequest,
  validatedJob,
  type WindowRequest,
} from '../run/check-request.ts'
import type { Job } from '../run/job.ts'

/** A request for a report of an API whose reports belong to marketplaces. */
export interface MarketplaceRequest extends WindowRequest, OverridableRequest {
  readonly reportType: string
  /** Country codes or ids. */
  readonly marketplaces: readonly string[]
  readonly reportOptions?: Readonly<Record<string, string>> | undefined
}

/** The API and the account of a request. */
export interface RequestContext<Region extends string> {
  readonly api: Job['api']
  readonly account: MarketplaceScope<Region>
  readonly findMarketplaces: FindMarketplaces<Region>
  /** A report type of the API, for errors. */
  readonly exampleType: string
  /** The current time in milliseconds since 1970-01-01 UTC. */
  readonly now: number
}

const fields = new Set(['reportType', 'marketplaces', 'from', 'to', 'reportOptions', 'override'])

/**
 * Creates the job of a request.
 *
 * @throws TypeError if the request is invalid, or Amazon refuses it according to the catalogue. The message names the
 * field.
 */
export function newMarketplaceJob<Region extends string>(
  request: MarketplaceRequest,
  { api, account, findMarketplaces, exampleType, now }: RequestContext<Region>,
): NewJob {
  checkFields(request, 'The request', fields)
  const { reportType, reportOptions } = request
  checkReportType(reportType, exampleType)
  checkReportOptions(reportOptions)
  const window = dataWindow(request)
  const job: Job = {
    version: 1,
    id: crypto.randomUUID(),
    api,
    region: account.region,
    reportType,
    marketplaceIds: findMarketplaces(request.marketplaces, account).map(({ id }) => id),
    ...window,
    reportOptions: reportOptions && { ...reportOptions },
    step: 'creating',
    requestedAt: new Date(now).toISOString(),
  }
  // The static sandbox accepts fixed requests only, which the catalogue of report types refuses.
  return validatedJob(job, request.override ?? account.sandbox)
}

/** Finds the marketplaces of a request, or throws a TypeError. */
export type FindMarketplaces<Region extends string> = (
  names: readonly string[],
  account: MarketplaceScope<Region>,
) => Marketplace<Region>[]

/** The account whose marketplaces are named. */
export interface MarketplaceScope<Region extends string> {
  readonly region: Region
  /** Whether it calls Amazon's static sandbox, whose requests mix the marketplaces of several regions. */
  readonly sandbox?: boolean | undefined
}

/** The marketplaces of a request belong to the region of another account. */
export class OtherRegionError extends TypeError {}

/**
 * Creates the function that finds the marketplaces of a request by country code or id. Duplicates count once.
 *
 * The function throws a TypeError if the list is empty, if a marketplace is unknown, if the marketplaces belong to
 * several regions, or if their region is not the account's. An account of the static sandbox may name any marketplaces.
 *
 * @param marketplaces The marketplaces of the API, by country code.
 */
export function marketplaceFinder<Region extends string>(
  marketplaces: Readonly<Record<string, Marketplace<Region>>>,
): FindMarketplaces<Region> {
  const find = (name: string): Marketplace<Region> => {
    const marketplace = findMarketplace(name, marketplaces)
    if (marketplace !== undefined) return marketplace
    const known = Object.keys(marketplaces).join(', ')
    throw new TypeError(`Unknown marketplace ${JSON.stringify(name)}. Expected one of: ${known}, or a marketplace id.`)
  }
  return (names, { region, sandbox = false }) => {
    if (!Array.isArray(names) || names.length === 0) {
      throw new TypeError("`marketplaces` must be an array with at least one country code or id, for example ['DE'].")
    }
    const found = [...new Set(names.map(find))]
    if (sandbox) return found
    const regions = new Set(found.map((marketplace) => marketplace.region))
    if (regions.size > 1) throw new TypeError(severalRegions(found, regions))
    const [foundRegion] = regions
    if (foundRegion === region) return found
    const codes = found.map((marketplace) => marketplace.countryCode).join(', ')
    throw new OtherRegionError(
      `Invalid \`marketplaces\`: ${codes} ${found.length === 1 ? 'belongs' : 'belong'} to the region ${foundRegion}, but the account's region is ${region}. Use an account for ${foundRegion}.`,
    )
  }
}

function severalRegions(found: readonly Marketplace[], regions: ReadonlySet<string>): string {
  const groups = [...regions].map((region) => {
    const codes = found.filter((marketplace) => marketplace.region === region).map(({ countryCode }) => countryCode)
    return `${region}: ${codes.join(', ')}`
  })
  return `Invalid \`marketplaces\`: they must belong to one region, but belong to several: ${groups.join('; ')}. Send one request per region, each with the account of that region.`
}
