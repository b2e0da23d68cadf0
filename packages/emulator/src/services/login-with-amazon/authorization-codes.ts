import { readList, readObject, readOptional, readString } from '../../input/fields.ts'

/** A code that an application receives when a seller authorizes it. */
export interface AuthorizationCode {
  readonly code: string
  /** If set, the token request must contain the same redirect URI. */
  readonly redirectUri?: string | undefined
}

const codeLifetimeMs = 5 * 60 * 1000

/** Authorization codes. Each can be exchanged once, within five minutes after it was added. */
export class AuthorizationCodes {
  readonly #codes = new Map<string, { readonly redirectUri: string | undefined; readonly expiresAt: number }>()

  add({ code, redirectUri }: AuthorizationCode, now: number): void {
    this.#codes.set(code, { redirectUri, expiresAt: now + codeLifetimeMs })
  }

  /**
   * Uses up a code.
   *
   * @returns Whether the code was valid.
   */
  use(code: string, redirectUri: string | undefined, now: number): boolean {
    const known = this.#codes.get(code)
    if (known === undefined || known.expiresAt <= now) return false
    if (known.redirectUri !== undefined && known.redirectUri !== redirectUri) return false
    return this.#codes.delete(code)
  }
}

/** @throws TypeError that names the invalid field. */
export function readAuthorizationCodes(value: unknown, path: string): AuthorizationCode[] {
  return readList(value, path, (item, itemPath) => {
    const { code, redirectUri } = readObject(item, itemPath, ['code', 'redirectUri'])
    return {
      code: readString(code, `${itemPath}.code`),
      redirectUri: readOptional(redirectUri, (uri) => readString(uri, `${itemPath}.redirectUri`)),
    }
  })
}
