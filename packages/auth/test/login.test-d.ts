import { expectTypeOf } from 'vitest'
import { type AuthErrorCode, type Grant, loginWithAmazon, readTokenResponse, requestToken } from '../src/index.ts'

const credentials = { clientId: 'a', clientSecret: 'b', refreshToken: 'c' }
const login = loginWithAmazon({ credentials: async () => credentials })

expectTypeOf(login.accessToken()).toEqualTypeOf<Promise<string>>()
expectTypeOf(login.authorize).parameter(0).toEqualTypeOf<Request>()
expectTypeOf(readTokenResponse(200, null, '', 0).expiresAt).toEqualTypeOf<number>()
expectTypeOf<AuthErrorCode>().not.toBeAny()
expectTypeOf<Grant['grantType']>().toEqualTypeOf<'refresh_token' | 'client_credentials' | 'authorization_code'>()

// @ts-expect-error credentials are required
loginWithAmazon({})
// @ts-expect-error the secret is missing
loginWithAmazon({ credentials: { clientId: 'a' } })
// @ts-expect-error there is no such option
loginWithAmazon({ credentials, region: 'eu' })
// @ts-expect-error a grantless token needs a scope
requestToken({ grantType: 'client_credentials' }, credentials)
