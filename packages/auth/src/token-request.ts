import { type Credentials, checkCredentials } from './credentials.ts'

/** Where Login with Amazon hands out tokens, for all regions. */
export const tokenEndpoint = 'https://api.amazon.com/auth/o2/token'

/**
 * What a token is asked for:
 * - `refresh_token`: a seller's authorization, whose refresh token lies in the credentials;
 * - `client_credentials`: the application itself, for grantless operations such as those of notifications;
 * - `authorization_code`: the code that the consent page sent back; it lives for five minutes and works once.
 */
export type Grant =
  | { readonly grantType: 'refresh_token' }
  | { readonly grantType: 'client_credentials'; readonly scope: string }
  | { readonly grantType: 'authorization_code'; readonly code: string; readonly redirectUri?: string }

/** An HTTP request as a plain value. Its body holds the client secret: do not log it. */
export interface TokenRequest {
  readonly url: string
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Builds the request for a token. It sends nothing.
 *
 * @param grant What the token is asked for.
 * @param credentials The application's, with the seller's refresh token for the grant `refresh_token`.
 * @param endpoint Where the request goes; another one than Amazon's in tests.
 * @throws TypeError when the credentials or the grant lack what the request needs.
 * @see https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api
 */
export function tokenRequest(grant: Grant, credentials: Credentials, endpoint: string = tokenEndpoint): TokenRequest {
  checkCredentials(credentials)
  const form = new URLSearchParams({ grant_type: grant.grantType, ...grantFields(grant, credentials) })
  form.set('client_id', credentials.clientId)
  form.set('client_secret', credentials.clientSecret)
  return {
    url: endpoint,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', accept: 'application/json' },
    body: form.toString(),
  }
}

function grantFields(grant: Grant, credentials: Credentials): Record<string, string> {
  switch (grant.grantType) {
    case 'refresh_token':
      return {
        refresh_token: required(credentials.refreshToken, 'credentials.refreshToken', 'the grant refresh_token'),
      }
    case 'client_credentials':
      return { scope: required(grant.scope, 'scope', 'the grant client_credentials') }
    case 'authorization_code': {
      const code = required(grant.code, 'code', 'the grant authorization_code')
      return grant.redirectUri === undefined ? { code } : { code, redirect_uri: grant.redirectUri }
    }
    default:
      throw new TypeError('grantType must be refresh_token, client_credentials or authorization_code')
  }
}

function required(value: string | undefined, name: string, purpose: string): string {
  if (typeof value !== 'string' || value === '') throw new TypeError(`${name} is missing: ${purpose} needs it`)
  return value
}

/** Everything in a request that must not be seen: used to clean what comes back. */
export function secretsOf(grant: Grant, credentials: Credentials): string[] {
  const secrets = [credentials.clientSecret, credentials.refreshToken]
  if (grant.grantType === 'authorization_code') secrets.push(grant.code)
  return secrets.filter((secret) => secret !== undefined && secret !== '') as string[]
}
