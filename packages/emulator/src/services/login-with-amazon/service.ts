import { readList, readString } from '../../input/fields.ts'
import type { EmulatorState } from '../../state/emulator-state.ts'
import { fixtureKey } from '../fixture-key.ts'
import type { Call, ServiceDefinition } from '../service-definition.ts'
import { type AuthorizationCode, readAuthorizationCodes } from './authorization-codes.ts'
import { Grants, type TokenRequest } from './grants.ts'
import { invalidRequest, tokenErrorByStatus } from './token-errors.ts'

/** The token endpoint of Login with Amazon. */
export const service = {
  name: 'loginWithAmazon',
  apis: ['login-with-amazon'],
  account: false,
  open: (state: EmulatorState) => {
    const grants = new Grants(state)
    return {
      handlers: { requestToken: ({ body }: Call<unknown, TokenRequest>) => grants.exchange(body) },
      fixtures: {
        authorizationCodes: fixtureKey<readonly AuthorizationCode[]>(readAuthorizationCodes, (codes) => {
          for (const code of codes) grants.codes.add(code, state.clock.now())
        }),
        revokedTokens: fixtureKey<readonly string[]>(
          (value, path) => readList(value, path, readString),
          (tokens) => {
            for (const token of tokens) state.accessTokens.revoke(token)
          },
        ),
      },
      authenticate: () => undefined,
      invalidRequest,
      errorResponse: tokenErrorByStatus,
    }
  },
} as const satisfies ServiceDefinition
