/**
 * Returns the smallest value that is not exceeded by the given share of the values.
 *
 * @param share - Above 0, at most 1. For example 0.99.
 * @throws RangeError if there are no values.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const value = sorted[Math.ceil(share * sorted.length) - 1]
  if (value === undefined) throw new RangeError('An empty list has no percentile.')
  return value
}
