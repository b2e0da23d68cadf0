/** The environments of Amazon Pay. */
export type PayEnvironment = 'live' | 'sandbox'

/**
 * Returns the environment of a public key id. An id that starts with `LIVE` or `SANDBOX`, in any case, is valid in that
 * environment only. Any other id is valid in both, and the result is `undefined`.
 */
export function keyEnvironment(publicKeyId: string): PayEnvironment | undefined {
  if (/^live/i.test(publicKeyId)) return 'live'
  return /^sandbox/i.test(publicKeyId) ? 'sandbox' : undefined
}

/**
 * Returns the start of every path: `/v2` for a key of one environment, otherwise `/live/v2` or `/sandbox/v2`.
 *
 * @param publicKeyId The identifier of the key.
 * @param environment The environment. Optional for a key of one environment.
 * @throws TypeError if the key belongs to the other environment, or if neither the key nor the caller determines one
 */
export function payBasePath(publicKeyId: string, environment?: PayEnvironment): string {
  const own = keyEnvironment(publicKeyId)
  if (environment !== undefined && environment !== 'live' && environment !== 'sandbox') {
    throw new TypeError(`environment must be live or sandbox, not ${JSON.stringify(environment)}`)
  }
  if (own === undefined) {
    if (environment !== undefined) return `/${environment}/v2`
    throw new TypeError(
      'environment is missing. Set it to live or sandbox, because this publicKeyId starts with neither LIVE nor SANDBOX.',
    )
  }
  if (environment === undefined || environment === own) return '/v2'
  throw new TypeError(
    `publicKeyId belongs to the ${own} environment. Omit environment, or use a key of the ${environment} environment.`,
  )
}
