/** One operation of an API, as its specification describes it. */
export interface Operation {
  /** The specification's operationId. */
  readonly id: string
  /** HTTP method in capitals. */
  readonly method: string
  /** Path template, parameters in braces: `/reports/2021-06-30/reports/{reportId}`. */
  readonly path: string
  /** Requests per second that the usage plan refills. Without it the operation has no bucket. */
  readonly rate?: number | undefined
  /** Requests that may be sent at once when the bucket is full. At least 1, which is the default. */
  readonly burst?: number | undefined
  /** Whether sending it twice does no more than sending it once. */
  readonly idempotent: boolean
  /** For a grantless operation: what the application's own token has to be good for. */
  readonly scope?: string | undefined
}

/** A further bucket that a call has to pass, for example a report type's own quota. */
export interface Limit {
  /** What the limit is of; with the same quota and store, the same name is the same bucket. */
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  /** Requests that may be sent at once when the bucket is full. */
  readonly burst: number
}
