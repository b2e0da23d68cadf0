/** Where a request counts: for real, or for trying out. */
export type PayEnvironment = 'live' | 'sandbox'

/**
 * The environment that a public key id belongs to: one that begins with `LIVE` or `SANDBOX`, in any case, works in that
 * environment only. Any other works in both, and gives `undefined`.
 */
export function keyEnvironment(publicKeyId: string): PayEnvironment | undefined {
  if (/^live/i.test(publicKeyId)) return 'live'
  return /^sandbox/i.test(publicKeyId) ? 'sandbox' : undefined
}

/**
 * What every path begins with: `/v2` for a key of one environment, otherwise `/live/v2` or `/sandbox/v2`.
 *
 * @param publicKeyId The key's identifier.
 * @param environment Which environment is meant. May be left out for a key of one environment.
 * @throws TypeError when the key belongs to the other environment, or when it does not say which one is meant and the
 *   caller does not either.
 */
export function payBasePath(publicKeyId: string, environment?: PayEnvironment): string {
  const own = keyEnvironment(publicKeyId)
  if (environment !== undefined && environment !== 'live' && environment !== 'sandbox') {
    throw new TypeError(`environment must be live or sandbox, not ${JSON.stringify(environment)}`)
  }
  if (own === undefined) {
    if (environment !== undefined) return `/${environment}/v2`
    throw new TypeError(
      'environment is missing: say live or sandbox, since this publicKeyId begins neither with LIVE nor SANDBOX',
    )
  }
  if (environment === undefined || environment === own) return '/v2'
  throw new TypeError(
    `publicKeyId belongs to the ${own} environment: leave environment out, or give the key of the ${environment} one`,
  )
}
