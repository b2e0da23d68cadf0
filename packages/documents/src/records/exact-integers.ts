/** A string or a number of a JSON text. Strings are matched so that digits inside of them are not. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g

/** Turns integers that a number cannot hold exactly into strings with all of their digits. */
export function quoteLargeIntegers(json: string): string {
  // Only an integer of 16 digits or more can be too large.
  if (!/\d{16}/.test(json)) return json
  return json.replace(stringOrNumber, (token) => (isLargeInteger(token) ? `"${token}"` : token))
}

function isLargeInteger(token: string): boolean {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
}
