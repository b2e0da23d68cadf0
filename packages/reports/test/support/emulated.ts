import { type Emulator, type EmulatorOptions, startEmulator } from '@reportline/emulator'
import type { Clock } from '@reportline/request'
import { type SellingPartnerOptions, sellingPartner } from '../../src/accounts/selling-partner/index.ts'

/** The emulator's clock. Sleeping advances it. */
export function emulatorClock(emulator: Emulator): Clock {
  return {
    now: () => emulator.now(),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted()
      await emulator.advance(milliseconds)
    },
  }
}

/** A fetch that records each request as method and path. */
export function listingFetch(before: (call: string) => void = () => {}) {
  const calls: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = input instanceof Request ? input : new Request(input, init)
    const call = `${method} ${new URL(url).pathname}`
    calls.push(call)
    before(call)
    return globalThis.fetch(input, init)
  }
  return { fetch, calls }
}

/** Runs a test against a new emulator. */
export async function withEmulator(
  test: (emulator: Emulator) => Promise<void>,
  options: EmulatorOptions = {},
): Promise<void> {
  const emulator = await startEmulator(options)
  try {
    await test(emulator)
  } finally {
    await emulator.stop()
  }
}

export function accountAt(emulator: Emulator, options: Partial<SellingPartnerOptions> = {}) {
  return sellingPartner({
    region: 'na',
    credentials: emulator.credentials.sellingPartner,
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    application: { name: 'Tests', version: '1' },
    clock: emulatorClock(emulator),
    ...options,
  })
}
