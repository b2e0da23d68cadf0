import type { Api } from '@reportline/scripts/apis'
import type { Bundle, LocatedOperation } from '@reportline/scripts/generate/bundle'

/** A response, as documented or as received. */
export interface ReplayResponse {
  readonly status: number
  /** The headers that the specification documents for this status. */
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body, or undefined if there is none. */
  readonly body: unknown
}

/** The content of an example's `.given.yaml` file. */
export interface GivenFile {
  /** Passed to the emulator as fixtures. */
  readonly given?: Readonly<Record<string, unknown>> & { readonly now?: string }
  /** Special conditions of the call. */
  readonly call?: {
    readonly token?: 'expired' | 'revoked' | 'missing' | 'seller' | 'grantless'
    readonly headers?: Readonly<Record<string, string>>
    /** Amazon Pay only: the environment of the call and of the fixtures. Defaults to `live`. */
    readonly environment?: 'live' | 'sandbox'
    /** Whether the static sandbox responds. Defaults to false. */
    readonly staticSandbox?: boolean
    /** `wrong` changes the request after it is signed. */
    readonly signature?: 'wrong'
  }
  /** An example to replay first, and the response fields that become parameters of this call. */
  readonly after?: { readonly example: string; readonly parameters?: Readonly<Record<string, string>> }
  /** Request values to replace with the emulator's, such as `body.client_id: credentials.sellingPartner.clientId`. */
  readonly replace?: Readonly<Record<string, string>>
  /** The paths of response values that the server generates: only their schema is checked. `*` stands for any element. */
  readonly generated?: readonly string[]
}

/** The request of a replay. */
export interface ReplayRequest {
  readonly parameters: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly mediaType: string | undefined
}

/** A documented response, with everything needed to reproduce it. */
export interface Replay {
  readonly api: Api
  readonly bundle: Bundle
  readonly located: LocatedOperation
  /** The name of the example: `<operationId>.<case>` or `errors.<status>`. */
  readonly key: string
  readonly request: ReplayRequest
  readonly expected: ReplayResponse
  readonly given: GivenFile
}
