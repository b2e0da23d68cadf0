import { loginWithAmazon } from '@reportline/auth'
import { type Credentials, type Emulator, emulatedApis } from '@reportline/emulator'
import { scopeOf } from '@reportline/scripts/generate/client'
import type { Replay } from './replay.ts'

/** The scope of a grantless token that is used for an operation that requires a seller's token. */
const notificationsScope = 'sellingpartnerapi::notifications'

/** Returns the headers with the token that the operation requires, or with the wrong token that the example specifies. */
export async function tokenHeaders(emulator: Emulator, replay: Replay): Promise<Record<string, string>> {
  const { bundle, given, api } = replay
  const token = given.call?.token
  if (token === 'missing' || !needsToken(bundle)) return {}
  if (token === 'revoked') return { 'x-amz-access-token': 'Atza|revoked' }
  const scope = scopeFor(replay)
  const { accessToken } = loginWithAmazon({
    endpoint: `${emulator.url}/auth/o2/token`,
    credentials: credentialsOf(emulator, api.name),
    ...(scope !== undefined && { scope }),
  })
  return { 'x-amz-access-token': await accessToken() }
}

function needsToken(bundle: object): boolean {
  return 'security' in bundle && Array.isArray(bundle.security) && bundle.security.length > 0
}

function scopeFor({ bundle, located, given }: Replay): string | undefined {
  if (given.call?.token === 'seller') return undefined
  if (given.call?.token === 'grantless') return notificationsScope
  return scopeOf(bundle, located.operation).scope
}

/** An API without its own account uses the selling partner's. */
function credentialsOf(emulator: Emulator, api: string): Credentials {
  const { business, sellingPartner } = emulator.credentials
  return emulatedApis.get(api) === 'business' ? business : sellingPartner
}
