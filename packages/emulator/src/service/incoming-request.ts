import type { RequestParts } from '../contract/read-request.ts'

/** A request as it came, with all that a signature may have been made over. */
export interface IncomingRequest extends RequestParts {
  readonly method: string
  /** Path and query as they stand in the request line. */
  readonly target: string
  /** The body before it was decoded. */
  readonly bytes: Uint8Array
}
