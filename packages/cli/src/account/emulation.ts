import { type Clock, systemClock } from '@reportline/request'
import type { AccountConfig, Profile } from './config.ts'
import { addSampleReports } from './sample-reports.ts'

/** An emulator that serves one command, and accounts that use it. */
export interface Emulation extends Profile {
  /** A sleep moves the emulator's clock forward, so the command does not wait. */
  readonly clock: Clock
  stop(): Promise<void>
}

/** Starts an emulator for one command, with an account for each API and region. */
export async function startEmulation(): Promise<Emulation> {
  const { startEmulator } = await import('@reportline/emulator')
  const emulator = await startEmulator()
  addSampleReports(emulator)
  const { sellingPartner, business, pay } = emulator.credentials
  const login = (api: 'selling-partner' | 'business', region: string): AccountConfig => {
    const { clientId, clientSecret, refreshToken } = api === 'business' ? business : sellingPartner
    return { api, region, clientId, clientSecret, refreshToken, endpoint: emulator.url }
  }
  const accounts: Record<string, AccountConfig> = {
    na: login('selling-partner', 'na'),
    eu: login('selling-partner', 'eu'),
    fe: login('selling-partner', 'fe'),
    'business-na': login('business', 'na'),
    'business-eu': login('business', 'eu'),
    'business-jp': login('business', 'jp'),
    pay: {
      api: 'pay',
      region: pay.region,
      publicKeyId: pay.publicKeyId,
      // Generated when it is read.
      get privateKey() {
        return pay.privateKey
      },
      environment: 'live',
      endpoint: emulator.url,
    },
  }
  const clock: Clock = {
    now: () => emulator.now(),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted()
      await emulator.advance(Math.max(0, milliseconds))
      // Lets the responses of other calls arrive before the clock moves on.
      await systemClock.sleep(0, signal)
    },
  }
  return { name: 'emulator', accounts, folder: '.', clock, stop: () => emulator.stop() }
}
