import type { Authorize } from './attempt.ts'
import { type Application, userAgent } from './user-agent.ts'

/** Options of `authorizedFetch`. */
export interface AuthorizedFetchOptions {
  readonly authorize?: Authorize | undefined
  readonly application?: Application | undefined
  /** Another fetch than the global one. */
  readonly fetch?: typeof fetch | undefined
}

/**
 * Makes a fetch that sets the User-Agent and authorizes, once: no limits, no retries, no judgement. For calls that
 * bypass the generated methods. Redirects are not followed, so that no token follows them.
 *
 * @throws TypeError if the application cannot be named in a header
 */
export function authorizedFetch(options: AuthorizedFetchOptions = {}): typeof fetch {
  const agent = userAgent(options.application)
  return async (input, init) => {
    const request = new Request(input, init)
    request.headers.set('user-agent', agent)
    const authorized = (await options.authorize?.(request, onlyAttempt(request))) ?? request
    const send = options.fetch ?? globalThis.fetch
    return send(authorized, { redirect: 'manual' })
  }
}

function onlyAttempt({ method, url, signal }: Request) {
  const { pathname } = new URL(url)
  return { number: 1, operation: { id: 'fetch', method, path: pathname, idempotent: false }, signal }
}
