/** One operation of an API, as its specification describes it. */
export interface Operation {
  /** The operationId of the specification. */
  readonly id: string
  /** The HTTP method in capital letters. */
  readonly method: string
  /** The path template with parameters in braces, for example `/reports/2021-06-30/reports/{reportId}`. */
  readonly path: string
  /** Requests per second according to the usage plan. Without it, the operation has no rate limit. */
  readonly rate?: number | undefined
  /** Requests that may be sent at once when the bucket is full, at least 1. Defaults to 1. */
  readonly burst?: number | undefined
  /** Whether sending a request twice has the same effect as sending it once. */
  readonly idempotent: boolean
  /** For a grantless operation: the scope that the application's own token needs. */
  readonly scope?: string | undefined
  /** The parameters and the body that the API's static sandbox accepts, as one object. */
  readonly sandboxInput?: Readonly<Record<string, unknown>> | undefined
}

/** A rate limit in addition to that of the operation, for example one that applies to a report type. */
export interface Limit {
  /** The name of the limit. Calls with the same store, quota and name share a bucket. */
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  /** Requests that may be sent at once when the bucket is full. */
  readonly burst: number
}
