import { list, text } from '../input/fields.ts'
import { type Call, fixtureKey, type ServiceDefinition, type World } from '../service/service-definition.ts'
import { type AuthorizationCode, readAuthorizationCodes } from './authorization-codes.ts'
import { Grants, type TokenRequest } from './grants.ts'
import { fail, refuse } from './token-errors.ts'

/** Login with Amazon: the token endpoint. */
export const service = {
  name: 'loginWithAmazon',
  apis: ['login-with-amazon'],
  account: false,
  open: (world: World) => {
    const grants = new Grants(world)
    return {
      handlers: { requestToken: ({ body }: Call<unknown, TokenRequest>) => grants.exchange(body) },
      fixtures: {
        authorizationCodes: fixtureKey<readonly AuthorizationCode[]>(readAuthorizationCodes, (codes) => {
          for (const code of codes) grants.codes.add(code, world.clock.now())
        }),
        revokedTokens: fixtureKey<readonly string[]>(
          (value, at) => list(value, at, text),
          (tokens) => {
            for (const token of tokens) world.accessTokens.revoke(token)
          },
        ),
      },
      admit: () => undefined,
      refuse,
      fail,
    }
  },
} as const satisfies ServiceDefinition
