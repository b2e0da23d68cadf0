import type { Limit } from './operation.ts'
import type { Priority } from './rate-limit-queue.ts'

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call, whether it is waiting, sending or reading. The call then rejects with the reason of the signal. */
  readonly signal?: AbortSignal | undefined
  /** When the call must have ended. A wait that would end later fails immediately, with the code `DEADLINE`. */
  readonly deadline?: Date | undefined
  /** Headers to send. They override the User-Agent, and `authorize` overrides them. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Rate limits that apply to the call in addition to that of the operation. */
  readonly limits?: readonly Limit[] | undefined
  /**
   * A part of the operation that the service may limit on its own, such as a report type. A status 429 then holds up other
   * calls of this part only, unless calls of another part get one too.
   */
  readonly scope?: string | undefined
  /**
   * Which calls the rate limit serves first: `normal` before `backfill`. Applies among the calls of one process. Defaults
   * to `normal`.
   */
  readonly priority?: Priority | undefined
  /**
   * Called and awaited before each attempt, after the wait for the rate limit, which may have been long. An exception ends
   * the call before anything is sent.
   */
  readonly beforeAttempt?: (() => Promise<void> | void) | undefined
}
