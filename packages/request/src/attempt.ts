import type { Operation } from './operation.ts'

/** One of the tries that a call makes. */
export interface Attempt {
  /** 1 for the first. */
  readonly number: number
  readonly operation: Operation
  /** Aborts when the caller gives up, the attempt's time is over or the deadline has come. */
  readonly signal: AbortSignal
  /** Set on the one attempt that follows an answer saying that the credentials have expired or are not accepted. */
  readonly refused?: { readonly status: number }
}

/**
 * Adds credentials to a request: changes its headers, or answers another request to be sent instead.
 * An error that it throws reaches the caller as it is; one with `retryable: true` is tried again first.
 */
export type Authorize = (
  request: globalThis.Request,
  attempt: Attempt,
) => globalThis.Request | Promise<globalThis.Request>

/** An attempt together with the fetch through which its one request has to go. */
export interface SendAttempt extends Attempt {
  /** Sends the request and judges the answer; what it resolves to is always an empty 204. */
  fetch(request: globalThis.Request): Promise<globalThis.Response>
}

/** Builds one fresh Request and hands it to `attempt.fetch`. Called again for each attempt. */
export type Send = (attempt: SendAttempt) => Promise<unknown>
