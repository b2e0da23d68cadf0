import { loginWithAmazon } from '@reportline/auth'
import { type Credentials, type Emulator, emulatedApis } from '@reportline/emulator'
import { scopeOf } from '@reportline/scripts/generate/client'
import type { Replay } from './replay.ts'

/** The scope that a call asks for which forces a grantless token on an operation that wants the seller's. */
const notificationsScope = 'sellingpartnerapi::notifications'

/** The token that the replayed operation wants, or the wrong one that its example asks for, as headers. */
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

/** An API without an account of its own is called with the selling partner's. */
function credentialsOf(emulator: Emulator, api: string): Credentials {
  const { business, sellingPartner } = emulator.credentials
  return emulatedApis.get(api) === 'business' ? business : sellingPartner
}
