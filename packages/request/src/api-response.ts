/** What a call that succeeded brought back. */
export interface ApiResponse<T> {
  /** The parsed JSON body; `undefined` if the answer had none. */
  readonly body: T
  readonly status: number
  readonly headers: Headers
  /** The id by which Amazon's support finds the request. */
  readonly requestId: string | undefined
}
