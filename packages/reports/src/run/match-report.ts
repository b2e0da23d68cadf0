import { parseIsoInstant } from '@reportline/report-types'

/**
 * Whether a report's instant may be the one that was asked for. To the second, since answers may leave out the rest;
 * where nothing was asked for Amazon has chosen, and what a report does not tell cannot exclude it.
 */
export function sameInstant(instant: string | undefined, wanted: string | undefined): boolean {
  if (instant === undefined || wanted === undefined) return true
  return Math.floor(parseIsoInstant(instant) / 1000) === Math.floor(parseIsoInstant(wanted) / 1000)
}

/** Whether a report may cover just the marketplaces that were asked for. */
export function sameMarketplaces(ids: readonly string[] | undefined, wanted: readonly string[]): boolean {
  return ids === undefined || (ids.length === wanted.length && wanted.every((id) => ids.includes(id)))
}
