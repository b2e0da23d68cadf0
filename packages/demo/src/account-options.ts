import type { Emulator } from '@reportline/emulator'

/** The options that every account of the demo has. Waiting takes no time, because it advances the emulator's clock. */
export function accountOptions(emulator: Emulator) {
  return {
    endpoint: emulator.url,
    application: { name: 'reportline-demo', version: '1.0' },
    clock: {
      now: () => emulator.now(),
      sleep: async (milliseconds: number, signal?: AbortSignal) => {
        signal?.throwIfAborted()
        await emulator.advance(milliseconds)
      },
    },
  }
}

/** Returns the endpoint of Login with Amazon. */
export function tokenEndpointOf(emulator: Emulator): string {
  return `${emulator.url}/auth/o2/token`
}
