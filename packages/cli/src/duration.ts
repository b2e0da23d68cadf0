import { UsageError } from './command.ts'

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/**
 * Reads a duration such as `500ms`, `5s`, `2m`, `1h` or `1d`; `0` needs no unit.
 *
 * @param option Named in the error.
 * @returns Milliseconds.
 * @throws UsageError for anything else.
 */
export function parseDuration(text: string, option: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text) ?? []
  const factor = units[unit]
  if (text === '0') return 0
  if (amount === undefined || factor === undefined) {
    throw new UsageError(`${option} must be a duration like 500ms, 5s or 2m, not ${JSON.stringify(text)}`)
  }
  return Number(amount) * factor
}
