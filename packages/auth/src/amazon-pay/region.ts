/** The regions of Amazon Pay, as in the header `x-amz-pay-region`. */
export type PayRegion = 'na' | 'eu' | 'jp'

const hosts: Readonly<Record<PayRegion, string>> = {
  na: 'pay-api.amazon.com',
  eu: 'pay-api.amazon.eu',
  jp: 'pay-api.amazon.jp',
}

/** Other names that Amazon's SDKs accept. */
const aliases: Readonly<Record<string, PayRegion>> = { us: 'na', de: 'eu', uk: 'eu' }

/**
 * Returns the region with a name: `na`, `eu`, `jp`, or the aliases `us` (na), `de` and `uk` (eu), in any case.
 *
 * @throws TypeError if there is no such region. The message lists the valid names.
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
 * Returns the host of a region.
 *
 * @param region The name or an alias, in any case.
 * @throws TypeError if there is no such region
 */
export function payHost(region: string): string {
  return hosts[payRegion(region)]
}

/** Like {@link payRegion}, but returns `undefined` for an unknown name. */
export function findRegion(name: string): PayRegion | undefined {
  const lower = String(name).toLowerCase()
  if (isRegion(lower)) return lower
  return Object.hasOwn(aliases, lower) ? aliases[lower] : undefined
}

/** Whether a name is that of a region in lower case, not an alias. */
export function isRegion(name: string): name is PayRegion {
  return Object.hasOwn(hosts, name)
}
