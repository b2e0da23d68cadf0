import type { Attempt, Authorize } from './attempt.ts'
import { type Application, userAgent } from './request-options.ts'

/** Options of `authorizedFetch`. */
export interface AuthorizedFetchOptions {
  /** Adds credentials to each request. */
  readonly authorize?: Authorize | undefined
  /** The calling application, for the User-Agent. */
  readonly application?: Application | undefined
  /** The fetch to send requests with. Defaults to the global one. */
  readonly fetch?: typeof fetch | undefined
}

/**
 * Creates a fetch that sets the User-Agent and authorizes each request. It sends each request once, without rate limits
 * and retries, and does not check the response. Use it for calls that no generated method covers. Redirects are not
 * followed, so that the access token is not sent to their target.
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

function onlyAttempt({ method, url, signal }: Request): Attempt {
  const { pathname } = new URL(url)
  return { number: 1, operation: { id: 'fetch', method, path: pathname, idempotent: false }, signal }
}
