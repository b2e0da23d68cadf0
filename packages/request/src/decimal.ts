/** The number of decimal places of a token. Exact enough for 0.0011111111111111111 tokens per second, per millisecond. */
export const places = 27

/** One token. */
export const token = 10n ** BigInt(places)

/** Parsed numbers by decimals and value. Each take needs the same few rates and bursts, and parsing them is slow. */
const cache = new Map<number, Map<number, bigint>>()
const maxCachedValues = 1_000

/**
 * Converts a number to a whole multiple of 10^-decimals, using the decimal digits it is written with: 0.0167 is exactly
 * 167/10000, which no binary fraction is. Further digits are cut off.
 */
export function decimal(value: number, decimals: number): bigint {
  const values = cache.get(decimals) ?? new Map<number, bigint>()
  cache.set(decimals, values)
  const cached = values.get(value)
  if (cached !== undefined) return cached
  const parsed = parse(value, decimals)
  if (values.size >= maxCachedValues) values.clear()
  values.set(value, parsed)
  return parsed
}

function parse(value: number, decimals: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = decimals + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
}

/** Converts an amount to a number of tokens, rounded down to nine decimal places so that it is never too high. */
export function floorTokens(amount: bigint): number {
  return Number(amount / 10n ** BigInt(places - 9)) / 1e9
}
