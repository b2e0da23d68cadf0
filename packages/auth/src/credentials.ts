/** What Login with Amazon wants to know about an application, and about the seller who authorized it. */
export interface Credentials {
  /** The application's client identifier, `amzn1.application-oa2-client.…`. */
  readonly clientId: string
  /** The application's client secret. Amazon makes it expire after 180 days. */
  readonly clientSecret: string
  /** The refresh token of one seller's authorization. Not needed for grantless operations. */
  readonly refreshToken?: string
}

/**
 * Credentials, or a function that fetches them. The function is called before every token request, and once more when
 * Amazon answers `invalid_client`, so a secret that was rotated while the program runs is picked up.
 */
export type CredentialsSource = Credentials | (() => Credentials | Promise<Credentials>)

/** Asks the source and refuses what cannot be credentials, without repeating any of it. */
export async function resolveCredentials(source: CredentialsSource): Promise<Credentials> {
  const credentials = typeof source === 'function' ? await source() : source
  checkCredentials(credentials)
  return credentials
}

export function checkCredentials(credentials: Credentials): void {
  if (typeof credentials !== 'object' || credentials === null) {
    throw new TypeError('credentials must be an object with clientId and clientSecret, or a function that returns one')
  }
  for (const name of ['clientId', 'clientSecret'] as const) {
    if (!isFilledString(credentials[name]))
      throw new TypeError(`credentials.${name} must be a string that is not empty`)
  }
  if (credentials.refreshToken !== undefined && !isFilledString(credentials.refreshToken)) {
    throw new TypeError('credentials.refreshToken must be a string that is not empty, or be left out')
  }
}

function isFilledString(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
