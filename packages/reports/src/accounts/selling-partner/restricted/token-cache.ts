/** A token for one path. */
interface RestrictedToken {
  readonly token: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly renewAt: number
}

/** What Amazon answers to `createRestrictedDataToken`. */
export interface TokenResponse {
  readonly restrictedDataToken: string
  /** Seconds. */
  readonly expiresIn: number
}

/** Tokens by path, which those who need one at the same time share. */
export interface RestrictedTokenCache {
  /** Gives a token for a path. What was started goes on when the signal ends this caller's waiting. */
  token(path: string, signal: AbortSignal): Promise<string>
  /** Throws away a token that was not accepted; one that has taken its place meanwhile stays. */
  drop(path: string, token: string): void
}

/** Renewed so long before it ends; a token that lives less than five minutes, after four fifths of its life. */
const margin = 60_000
/** A token lives for an hour, and a document is not looked at for longer: more than this need not be kept. */
const most = 1_000

/** Keeps tokens until shortly before they expire. They stay in a closure. */
export function restrictedTokenCache(
  ask: (path: string) => PromiseLike<TokenResponse>,
  now: () => number,
): RestrictedTokenCache {
  const known = new Map<string, RestrictedToken>()
  const asking = new Map<string, Promise<string>>()

  async function fresh(path: string): Promise<string> {
    try {
      const { restrictedDataToken, expiresIn } = await ask(path)
      const life = expiresIn * 1000
      known.set(path, { token: restrictedDataToken, renewAt: now() + life - Math.min(margin, life / 5) })
      forgetOldest(known, most)
      return restrictedDataToken
    } finally {
      asking.delete(path)
    }
  }

  return {
    async token(path, signal) {
      signal.throwIfAborted()
      const kept = known.get(path)
      if (kept !== undefined && now() < kept.renewAt) return kept.token
      let pending = asking.get(path)
      if (pending === undefined) {
        pending = fresh(path)
        asking.set(path, pending)
      }
      return unlessAborted(pending, signal)
    },
    drop(path, token) {
      if (known.get(path)?.token === token) known.delete(path)
    },
  }
}

/** Maps keep the order in which entries were made. */
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
