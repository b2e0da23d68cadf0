import { UsageError } from './errors/usage-error.ts'

/**
 * Reads `NAME=VALUE`. A value can contain commas, at which the values of a list are split: in `asin=A,B`, the part
 * without an equals sign belongs to the pair before it.
 *
 * @param option The option's name for the error message.
 * @param example A pair for the error message.
 * @throws UsageError if the first part has no equals sign.
 */
export function readPairs(texts: readonly string[], option: string, example: string): Record<string, string> {
  const pairs: Record<string, string> = {}
  let last: string | undefined
  for (const text of texts) {
    const [, name, value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? []
    if (name !== undefined) {
      last = name.trim()
      pairs[last] = value
    } else if (last !== undefined) {
      pairs[last] = `${pairs[last]},${text}`
    } else {
      throw new UsageError(`${option} must be NAME=VALUE, such as ${example}, not ${JSON.stringify(text)}.`)
    }
  }
  return pairs
}
