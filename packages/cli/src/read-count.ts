import { UsageError } from './errors/usage-error.ts'

/**
 * Reads a number of things, such as the value of `--limit`.
 *
 * @param option The option's name for the error message.
 * @throws UsageError unless it is a positive integer.
 */
export function readCount(value: string, option: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value)
  throw new UsageError(`${option} must be a positive integer, not ${JSON.stringify(value)}.`)
}
