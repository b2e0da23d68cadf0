import type { Emulator } from '@reportline/emulator'

/** A clock on which waiting takes no time: it moves the emulator's clock on instead. */
export function emulatorClock(emulator: Pick<Emulator, 'now' | 'advance'>) {
  return {
    now: () => emulator.now(),
    sleep: async (milliseconds: number, signal?: AbortSignal) => {
      signal?.throwIfAborted()
      await emulator.advance(milliseconds)
    },
  }
}
