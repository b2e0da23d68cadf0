import type { EngineRunOptions } from './run-or-join.ts'

/**
 * Checks options before anything stands in the ledger.
 *
 * @throws TypeError naming the option and the fix.
 */
export function checkOptions<Options extends Omit<EngineRunOptions, 'onEvent'>>(options: Options): Options {
  const { maxAge, priority, deadline } = options
  if (maxAge !== undefined && !(maxAge >= 0 && Number.isFinite(maxAge))) {
    throw new TypeError('maxAge must be a number of milliseconds from 0')
  }
  if (priority !== undefined && priority !== 'normal' && priority !== 'backfill') {
    throw new TypeError('priority must be normal or backfill')
  }
  if (deadline !== undefined && !(deadline instanceof Date && Number.isFinite(deadline.getTime()))) {
    throw new TypeError('deadline must be a valid Date')
  }
  return options
}
