import type { Api } from '@reportline/scripts/apis'
import type { Bundle, LocatedOperation } from '@reportline/scripts/generate/bundle'

/** An answer as a document shows it and as the wire brings it. */
export interface WholeAnswer {
  readonly status: number
  /** Only headers that the specification documents for this status, or that look as if they belonged there. */
  readonly headers: Readonly<Record<string, string>>
  /** The parsed body; undefined where there is none. */
  readonly body: unknown
}

/** What an example's `.given.yaml` says. */
export interface GivenFile {
  /** Goes to the emulator as it stands. */
  readonly given?: Readonly<Record<string, unknown>> & { readonly now?: string }
  /** What is special about the call itself. */
  readonly call?: {
    readonly token?: 'expired' | 'revoked' | 'missing' | 'seller' | 'grantless'
    readonly headers?: Readonly<Record<string, string>>
    /** Of Amazon Pay: where the call is made, and what is given stands; live, if left out. */
    readonly environment?: 'live' | 'sandbox'
    /** `wrong`: the request is changed after it was signed. */
    readonly signature?: 'wrong'
  }
  /** Another example that is replayed first, and which of its answer's fields become parameters of this call. */
  readonly after?: { readonly example: string; readonly parameters?: Readonly<Record<string, string>> }
  /** Places of the request whose value is the emulator's own: `body.client_id: credentials.sellingPartner.clientId`. */
  readonly replace?: Readonly<Record<string, string>>
  /** The places of the answer that the server makes up: compared by schema alone. `*` stands for every element. */
  readonly generated?: readonly string[]
}

/** What a call sends. */
export interface ReplayRequest {
  readonly parameters: Readonly<Record<string, unknown>>
  readonly body: unknown
  /** The body's media type. */
  readonly mediaType: string | undefined
}

/** One documented answer, with all that is needed to see it again. */
export interface Replay {
  readonly api: Api
  readonly bundle: Bundle
  readonly located: LocatedOperation
  /** The example's key, `<operationId>.<case>` or `errors.<status>`. */
  readonly key: string
  readonly request: ReplayRequest
  readonly expected: WholeAnswer
  readonly given: GivenFile
}
