import { RequestError, type RequestErrorOptions } from './request-error.ts'

/** One error as the API reports it. */
export interface ReportedError {
  /** The API's own code, for example `QuotaExceeded`; empty if it gave none. */
  readonly code: string
  readonly message: string
  readonly details?: string
}

/** Thrown when the service answers with a status other than 2xx. */
export class ApiError extends RequestError {
  declare readonly code: 'API_ERROR'
  declare readonly status: number
  /** What the body said; empty if it said nothing that could be read. */
  readonly errors: readonly ReportedError[]

  static {
    ApiError.prototype.name = 'ApiError'
  }

  constructor(
    failure: Omit<RequestErrorOptions, 'code' | 'status'> & {
      readonly status: number
      readonly errors: readonly ReportedError[]
    },
  ) {
    super({ ...failure, code: 'API_ERROR' })
    this.errors = failure.errors
  }
}
