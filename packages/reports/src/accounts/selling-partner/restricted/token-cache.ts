/** A token for one path. */
interface RestrictedToken {
  readonly token: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly renewAt: number
}

/** The response of `createRestrictedDataToken`. */
export interface TokenResponse {
  readonly restrictedDataToken: string
  /** Lifetime in seconds. */
  readonly expiresIn: number
}

/** Caches tokens by path. Concurrent callers share one request. */
export interface RestrictedTokenCache {
  /**
   * Returns a token for a path.
   *
   * @param signal Stops waiting for the token. The request continues for other callers.
   */
  token(path: string, signal: AbortSignal): Promise<string>
  /** Discards a token that was refused. A newer one stays. */
  drop(path: string, token: string): void
}

/** How long before its expiry a token is renewed. Limited to a fifth of its lifetime. */
const renewalMarginMs = 60_000
/** Maximum number of cached tokens. Each is valid for an hour. */
const maxTokens = 1_000

/**
 * Creates a cache that keeps tokens until shortly before they expire. The tokens are in a closure, so that inspecting the
 * cache does not show them.
 *
 * @param requestToken Requests a new token for a path.
 */
export function restrictedTokenCache(
  requestToken: (path: string) => PromiseLike<TokenResponse>,
  now: () => number,
): RestrictedTokenCache {
  const tokens = new Map<string, RestrictedToken>()
  const requests = new Map<string, Promise<string>>()

  async function renew(path: string): Promise<string> {
    try {
      const { restrictedDataToken, expiresIn } = await requestToken(path)
      const lifetimeMs = expiresIn * 1000
      tokens.set(path, {
        token: restrictedDataToken,
        renewAt: now() + lifetimeMs - Math.min(renewalMarginMs, lifetimeMs / 5),
      })
      forgetOldest(tokens, maxTokens)
      return restrictedDataToken
    } finally {
      requests.delete(path)
    }
  }

  return {
    async token(path, signal) {
      signal.throwIfAborted()
      const cached = tokens.get(path)
      if (cached !== undefined && now() < cached.renewAt) return cached.token
      let pending = requests.get(path)
      if (pending === undefined) {
        pending = renew(path)
        requests.set(path, pending)
      }
      return unlessAborted(pending, signal)
    },
    drop(path, token) {
      if (tokens.get(path)?.token === token) tokens.delete(path)
    },
  }
}

/** Deletes the oldest entries of a map, which keeps the order of insertion. */
export function forgetOldest(map: Map<string, unknown>, size: number): void {
  for (const key of map.keys()) {
    if (map.size <= size) return
    map.delete(key)
  }
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
