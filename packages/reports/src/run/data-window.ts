import { readInstant } from '@reportline/report-types'

/** The data window of a request. */
export interface WindowRequest {
  /**
   * Start of the data window, inclusive: a Date, or an ISO 8601 string with a time zone (`2025-01-01T00:00:00Z`,
   * `2025-01-01T00:00:00+01:00`). By default, Amazon decides.
   */
  readonly from?: Date | string | undefined
  /**
   * End of the data window, exclusive, so that one window ends where the next one starts. It is sent as Amazon's end
   * time; that Amazon excludes exactly that instant is assumed.
   */
  readonly to?: Date | string | undefined
}

/** The data window of a job. ISO 8601 in UTC. */
export interface DataWindow {
  readonly dataStartTime: string | undefined
  readonly dataEndTime: string | undefined
}

/**
 * Reads the data window of a request.
 *
 * @throws TypeError if `from` or `to` is not an instant, or the window is empty.
 */
export function dataWindow({ from, to }: WindowRequest): DataWindow {
  const start = from === undefined ? undefined : readInstant('from', from)
  const end = to === undefined ? undefined : readInstant('to', to)
  if (start !== undefined && end !== undefined) checkWindow(start, end)
  return {
    dataStartTime: start === undefined ? undefined : new Date(start).toISOString(),
    dataEndTime: end === undefined ? undefined : new Date(end).toISOString(),
  }
}

/**
 * @param from Milliseconds since 1970.
 * @param to Milliseconds since 1970.
 * @throws TypeError unless `from` is earlier than `to`.
 */
export function checkWindow(from: number, to: number): void {
  if (from < to) return
  const problem = from === to ? 'are the same instant, so the window is empty' : 'are in the wrong order'
  throw new TypeError(`\`from\` and \`to\` ${problem}. \`to\` is exclusive and must be later than \`from\`.`)
}
