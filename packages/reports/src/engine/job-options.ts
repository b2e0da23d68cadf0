import type { Priority } from '@reportline/request'
import type { EngineEvent } from './engine-event.ts'

/** The options of every method that works on jobs. */
export interface JobOptions {
  /** `backfill` waits behind everything `normal` for the same rate limit. Defaults to `normal`. */
  readonly priority?: Priority | undefined
  /** Aborts the work, which rejects with the signal's reason. Every job can be resumed. */
  readonly signal?: AbortSignal | undefined
  /** When to stop waiting. By default, there is no limit. */
  readonly deadline?: Date | undefined
  /** Called for each event. Exceptions it throws are ignored. */
  readonly onEvent?: ((event: EngineEvent) => void) | undefined
}

/** The options of requesting a report. */
export interface EngineRunOptions extends JobOptions {
  /**
   * Reuse the document of an identical request if, according to the ledger, its report was finished at most this long
   * ago. Milliseconds. By default, no document is reused.
   */
  readonly maxAge?: number | undefined
}

/** The options of work whose result is delivered later. */
export interface LeasedOptions extends JobOptions {
  /** Keep the lease after successful work. The caller releases it after the delivery. */
  readonly keepLease?: boolean | undefined
}

/**
 * Validates the options before anything is saved.
 *
 * @throws TypeError naming the option and what it must be.
 */
export function checkOptions<Options extends Omit<EngineRunOptions, 'onEvent'>>(options: Options): Options {
  const { maxAge, priority, deadline } = options
  if (maxAge !== undefined && !(maxAge >= 0 && Number.isFinite(maxAge))) {
    throw new TypeError('`maxAge` must be a number of milliseconds, 0 or more.')
  }
  if (priority !== undefined && priority !== 'normal' && priority !== 'backfill') {
    throw new TypeError('`priority` must be normal or backfill.')
  }
  if (deadline !== undefined && !(deadline instanceof Date && Number.isFinite(deadline.getTime()))) {
    throw new TypeError('`deadline` must be a valid Date.')
  }
  return options
}
