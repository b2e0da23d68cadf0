/** Decimal places that a token is counted in. Fine enough for 0.0011111111111111111 a second, to the millisecond. */
export const places = 27

/** One token. */
export const token = 10n ** BigInt(places)

/**
 * A number as a whole multiple of 10^-places, taken as the decimal that it is written as: 0.0167 is exactly
 * 167/10000, which no binary fraction is. What is finer is cut off.
 */
export function decimal(value: number, decimals: number): bigint {
  const ofDecimals = known.get(decimals) ?? new Map<number, bigint>()
  known.set(decimals, ofDecimals)
  const before = ofDecimals.get(value)
  if (before !== undefined) return before
  const made = parse(value, decimals)
  if (ofDecimals.size >= mostKnown) ofDecimals.clear()
  ofDecimals.set(value, made)
  return made
}

/** Every take asks for the same few rates and bursts: parsing them each time was a good part of a call's cost. */
const known = new Map<number, Map<number, bigint>>()
const mostKnown = 1_000

function parse(value: number, decimals: number): bigint {
  const [mantissa = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const shift = decimals + Number(exponent) - fraction.length
  const digits = BigInt(whole + fraction)
  return shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift)
}

/** The number of tokens as a number, cut down to nine places so that it can never be a hair more. */
export function floorTokens(amount: bigint): number {
  return Number(amount / 10n ** BigInt(places - 9)) / 1e9
}
