/** A successful response. */
export interface ApiResponse<T> {
  /** The parsed JSON body; `undefined` if the response had no body. */
  readonly body: T
  readonly status: number
  readonly headers: Headers
  /** The id under which Amazon's support finds the request. */
  readonly requestId: string | undefined
}
