export { AuthError, type AuthErrorCode } from './auth-error.ts'
export type { Credentials, CredentialsSource } from './credentials.ts'
export { type Login, type LoginOptions, loginWithAmazon } from './login-with-amazon.ts'
export {
  type Grant,
  requestToken,
  type TokenRequest,
  type TokenRequestOptions,
  tokenEndpoint,
  tokenRequest,
} from './request-token.ts'
export { type AuthorizedAttempt, type TokenCache, tokenCache } from './token-provider.ts'
export { type AccessToken, type ReadTokenResponseOptions, readTokenResponse } from './token-response.ts'
