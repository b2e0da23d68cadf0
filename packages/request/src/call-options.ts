import type { Limit } from './operation.ts'
import type { Priority } from './priority.ts'

/** Options of one call. */
export interface CallOptions {
  /** Gives the call up, whether it waits, sends or reads; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** When the call has to be over. A wait that would end later fails at once, with code `DEADLINE`. */
  readonly deadline?: Date | undefined
  /** Headers to send along. They win over the User-Agent, and `authorize` wins over them. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Further buckets that the call has to pass besides the operation's own. */
  readonly limits?: readonly Limit[] | undefined
  /**
   * Who waits first for the rate limit: `normal`, the default, before `backfill`. It holds among the callers of one
   * process.
   */
  readonly priority?: Priority | undefined
  /**
   * Called and waited for before each attempt, when the rate limit lets it through: the wait may have been long. What it
   * throws ends the call, and nothing is sent.
   */
  readonly beforeAttempt?: (() => Promise<void> | void) | undefined
}
