import { fields, list, optional, text } from '../input/fields.ts'

/** A code that a seller's consent has given to an application. */
export interface AuthorizationCode {
  readonly code: string
  /** If given, the exchange has to name the same. */
  readonly redirectUri?: string
}

const lifetime = 5 * 60 * 1000

/** Codes that can be exchanged, once, for five minutes after they were set up. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, { redirectUri: string | undefined; expires: number }>()

  add({ code, redirectUri }: AuthorizationCode, now: number): void {
    this.#codes.set(code, { redirectUri, expires: now + lifetime })
  }

  /** @returns Whether the code was good; it is used up then. */
  use(code: string, redirectUri: string | undefined, now: number): boolean {
    const known = this.#codes.get(code)
    if (known === undefined || known.expires <= now) return false
    if (known.redirectUri !== undefined && known.redirectUri !== redirectUri) return false
    return this.#codes.delete(code)
  }
}

/** @throws TypeError that names the field which is wrong. */
export function readAuthorizationCodes(value: unknown, at: string): AuthorizationCode[] {
  return list(value, at, (item, place) => {
    const given = fields(item, place, ['code', 'redirectUri'])
    const code = text(given.code, `${place}.code`)
    const redirectUri = optional(given.redirectUri, (uri) => text(uri, `${place}.redirectUri`))
    return redirectUri === undefined ? { code } : { code, redirectUri }
  })
}
