/** Maximum number of values that one filter of `getReports` accepts: report types as well as marketplaces. */
export const filterLimit = 10

/** Amazon's clock may be this far behind ours. Milliseconds; assumed. */
export const clockSkewMs = 60_000

/** Splits values into lists that fit into one filter of `getReports` each. */
export function filterChunks(values: readonly string[]): string[][] {
  const chunks: string[][] = []
  for (let start = 0; start < values.length; start += filterLimit) chunks.push(values.slice(start, start + filterLimit))
  return chunks
}
