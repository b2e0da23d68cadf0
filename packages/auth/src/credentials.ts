/** The credentials of an application, and of the seller who authorized it. */
export interface Credentials {
  /** The client identifier of the application, `amzn1.application-oa2-client.…`. */
  readonly clientId: string
  /** The client secret of the application. Amazon lets it expire after 180 days. */
  readonly clientSecret: string
  /** The refresh token of the authorization of one seller. Not needed for grantless operations. */
  readonly refreshToken?: string | undefined
}

/**
 * Credentials, or a function that returns them.
 *
 * A login calls the function when it first needs the credentials, before each further token request, and once more after
 * Amazon responds with `invalid_client`. A secret that is rotated while the program runs is therefore picked up. Callers
 * that need the credentials at the same time share one call.
 */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>)

/** The credentials of one login, shared by everything that needs them. */
export interface CredentialsResolver {
  /** Returns the latest credentials. Calls the function only if it has not returned any yet. */
  latest(): Promise<Credentials>
  /** Calls the function again. Concurrent callers share one call. */
  refresh(): Promise<Credentials>
}

/** Creates the resolver of a source. Its methods reject with a TypeError if the credentials are incomplete. */
export function credentialsResolver(source: CredentialsSource): CredentialsResolver {
  // In a closure, so that inspecting the resolver shows no secret.
  let latest: Credentials | undefined
  let pending: Promise<Credentials> | undefined

  async function resolve(): Promise<Credentials> {
    try {
      const credentials = typeof source === 'function' ? await source() : source
      checkCredentials(credentials)
      latest = credentials
      return credentials
    } finally {
      pending = undefined
    }
  }

  async function refresh(): Promise<Credentials> {
    pending ??= resolve()
    return pending
  }

  return { latest: async () => latest ?? refresh(), refresh }
}

/** @throws TypeError if the credentials are incomplete. The message contains none of them. */
export function checkCredentials(credentials: Credentials): void {
  if (typeof credentials !== 'object' || credentials === null) {
    throw new TypeError(
      'credentials must be an object with clientId and clientSecret, or a function that returns such an object',
    )
  }
  for (const name of ['clientId', 'clientSecret'] as const) {
    if (!isFilledString(credentials[name])) throw new TypeError(`credentials.${name} must be a non-empty string`)
  }
  if (credentials.refreshToken !== undefined && !isFilledString(credentials.refreshToken)) {
    throw new TypeError('credentials.refreshToken must be a non-empty string or undefined')
  }
}

function isFilledString(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
