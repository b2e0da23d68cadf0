import { UsageError } from './errors/usage-error.ts'

/** Unit → milliseconds. */
const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Parses a duration such as `500ms`, `5s`, `2m`, `1h` or `1d`. `0` needs no unit.
 *
 * @param option The option's name for the error message.
 * @returns Milliseconds.
 * @throws UsageError for any other value.
 */
export function parseDuration(value: string, option: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(value) ?? []
  const factor = units[unit]
  if (value === '0') return 0
  if (amount === undefined || factor === undefined) {
    throw new UsageError(`${option} must be a duration like 500ms, 5s or 2m, not ${JSON.stringify(value)}`)
  }
  return Number(amount) * factor
}
