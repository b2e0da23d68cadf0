import { type Credentials, checkCredentials } from './credentials.ts'

/** The token endpoint of Login with Amazon, for all regions. */
export const tokenEndpoint = 'https://api.amazon.com/auth/o2/token'

/**
 * What a token is for.
 *
 * - `refresh_token`: the authorization of a seller, whose refresh token is in the credentials
 * - `client_credentials`: the application itself, for grantless operations such as those of notifications
 * - `authorization_code`: the code that the consent page has returned. It expires after five minutes and can be used once.
 */
export type Grant =
  | { readonly grantType: 'refresh_token' }
  | { readonly grantType: 'client_credentials'; readonly scope: string }
  | { readonly grantType: 'authorization_code'; readonly code: string; readonly redirectUri?: string | undefined }

/** An HTTP request as a plain value. Its body contains the client secret: do not log it. */
export interface TokenRequest {
  readonly url: string
  readonly method: 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Builds a token request without sending it.
 *
 * @param grant What the token is for.
 * @param credentials The credentials of the application, with the refresh token of the seller for the grant
 *   `refresh_token`.
 * @param endpoint The URL to send the request to. Defaults to `tokenEndpoint`.
 * @returns the URL, method, headers and body to send
 * @throws TypeError if the credentials or the grant lack something that the request requires
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
  if (typeof value !== 'string' || value === '')
    throw new TypeError(`${name} is missing. It is required for ${purpose}.`)
  return value
}

/** Returns the secrets in a request, which must be removed from responses before these are quoted. */
export function secretsOf(grant: Grant, credentials: Credentials): string[] {
  const secrets = [credentials.clientSecret, credentials.refreshToken]
  if (grant.grantType === 'authorization_code') secrets.push(grant.code)
  return secrets.filter((secret) => secret !== undefined && secret !== '') as string[]
}
