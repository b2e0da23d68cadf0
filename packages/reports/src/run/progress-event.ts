/** How many of the requested reports are done. */
export interface ProgressEvent {
  readonly type: 'progress'
  /** The number of reports. */
  readonly total: number
  /** How many have been requested, in this call or before. */
  readonly requested: number
  /** How many finished with an outcome. */
  readonly finished: number
  /** How many failed with an error. */
  readonly failed: number
}
