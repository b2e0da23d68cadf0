import { parseIsoInstant } from '@reportline/report-types'

/**
 * Whether a time of a report can be the requested one. Compares whole seconds, because responses may omit fractions. A time
 * that was not requested was chosen by Amazon, and a time that is missing from the report does not exclude it.
 */
export function sameInstant(instant: string | undefined, requested: string | undefined): boolean {
  if (instant === undefined || requested === undefined) return true
  return Math.floor(parseIsoInstant(instant) / 1000) === Math.floor(parseIsoInstant(requested) / 1000)
}

/** Whether a report can cover exactly the requested marketplaces. Missing marketplaces do not exclude it. */
export function sameMarketplaces(ids: readonly string[] | undefined, requested: readonly string[]): boolean {
  return ids === undefined || (ids.length === requested.length && requested.every((id) => ids.includes(id)))
}
