import { RequestError, type RequestErrorOptions } from './request-error.ts'

/** One error as the API reports it. */
export interface ReportedError {
  /** The error code of the API, for example `QuotaExceeded`. Empty if there is none. */
  readonly code: string
  readonly message: string
  readonly details?: string | undefined
}

/** Thrown when the API responds with a status other than 2xx. */
export class ApiError extends RequestError {
  declare readonly code: 'API_ERROR'
  declare readonly status: number
  /** The errors in the response body. Empty if the body contains none that can be read. */
  readonly errors: readonly ReportedError[]

  static {
    ApiError.prototype.name = 'ApiError'
  }

  constructor(
    options: Omit<RequestErrorOptions, 'code' | 'status'> & {
      readonly status: number
      readonly errors: readonly ReportedError[]
    },
  ) {
    super({ ...options, code: 'API_ERROR' })
    this.errors = options.errors
  }
}
