/** The regions of Amazon Pay, as they stand in the header `x-amz-pay-region`. */
export type PayRegion = 'na' | 'eu' | 'jp'

const hosts: Readonly<Record<PayRegion, string>> = {
  na: 'pay-api.amazon.com',
  eu: 'pay-api.amazon.eu',
  jp: 'pay-api.amazon.jp',
}

/** The other names that Amazon's own SDKs take. */
const aliases: Readonly<Record<string, PayRegion>> = { us: 'na', de: 'eu', uk: 'eu' }

/**
 * The region that a name stands for, in any case: `na`, `eu`, `jp`, or one of the aliases `us` (na), `de` and `uk` (eu).
 *
 * @throws TypeError for any other name; the message lists those that there are.
 */
export function payRegion(name: string): PayRegion {
  const region = findRegion(name)
  if (region !== undefined) return region
  const others = Object.entries(aliases).map(([alias, target]) => `${alias} (${target})`)
  throw new TypeError(
    `region must be one of ${Object.keys(hosts).join(', ')}, or an alias: ${others.join(', ')}; not ${JSON.stringify(name)}`,
  )
}

/**
 * The host that serves a region.
 *
 * @param region Its name or an alias, in any case.
 * @throws TypeError for a region that does not exist.
 */
export function payHost(region: string): string {
  return hosts[payRegion(region)]
}

/** As {@link payRegion}, for a name that somebody else chose: `undefined` in place of an error. */
export function findRegion(name: string): PayRegion | undefined {
  const lower = String(name).toLowerCase()
  if (isRegion(lower)) return lower
  return Object.hasOwn(aliases, lower) ? aliases[lower] : undefined
}

/** Whether a name is a region's own, in lower case: no alias. */
export function isRegion(name: string): name is PayRegion {
  return Object.hasOwn(hosts, name)
}
