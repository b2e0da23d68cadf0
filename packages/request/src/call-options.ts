import type { Limit } from './operation.ts'

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
}
