import type { Emulator } from '@reportline/emulator'
import { type AmazonPayOptions, amazonPay } from '../../src/accounts/pay/index.ts'
import { emulatorClock } from './emulated.ts'

/** The emulator's merchant. Its key works in the live environment and in the sandbox. */
export function merchantAt(emulator: Emulator, options: Partial<AmazonPayOptions> = {}) {
  const { publicKeyId, privateKey, region } = emulator.credentials.pay
  return amazonPay({
    region,
    publicKeyId,
    privateKey,
    environment: 'live',
    endpoint: emulator.url,
    application: { name: 'Tests', version: '1' },
    clock: emulatorClock(emulator),
    ...options,
  })
}
