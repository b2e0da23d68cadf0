import { readInstant } from '@reportline/report-types'

/** A window as a caller names it. */
export interface WindowRequest {
  /**
   * Where the window of the data begins: a Date, or a text in ISO 8601 with its zone (`2025-01-01T00:00:00Z`,
   * `2025-01-01T00:00:00+01:00`). Without it Amazon decides.
   */
  readonly from?: Date | string
  /**
   * Where the window ends. The window is half-open: this instant does not belong to it, so that the end of one window
   * is the beginning of the next. It is sent as Amazon's end time; that Amazon leaves that very instant out is assumed.
   */
  readonly to?: Date | string
}

/** A checked window, as a job holds it. */
export interface Window {
  readonly dataStartTime?: string
  readonly dataEndTime?: string
}

/**
 * Reads a window.
 *
 * @throws TypeError when an end is no instant, or the window ends before it begins.
 */
export function windowOf({ from, to }: WindowRequest): Window {
  const start = from === undefined ? undefined : readInstant('from', from)
  const end = to === undefined ? undefined : readInstant('to', to)
  if (start !== undefined && end !== undefined && start > end) throw new TypeError('from must not be later than to')
  return {
    ...(start === undefined ? {} : { dataStartTime: new Date(start).toISOString() }),
    ...(end === undefined ? {} : { dataEndTime: new Date(end).toISOString() }),
  }
}
