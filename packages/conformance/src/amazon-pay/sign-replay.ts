import { amazonPaySignature } from '@reportline/auth/amazon-pay'
import type { Emulator } from '@reportline/emulator'
import type { Replay } from '../replay.ts'

/** The URL and signature of an Amazon Pay replay. */
export interface SignedTarget {
  readonly url: string
  readonly authorize: (request: Request) => Promise<Request>
}

/** Returns the URL of the example's environment and a signature. If the example needs a wrong one, a header changes after signing. */
export function signReplay(emulator: Emulator, { given }: Replay): SignedTarget {
  const { publicKeyId, privateKey, region } = emulator.credentials.pay
  const signature = amazonPaySignature({ publicKeyId, privateKey, region, clock: emulator })
  return {
    url: `${emulator.url}/${given.call?.environment ?? 'live'}`,
    authorize: async (request) => {
      const signed = await signature.authorize(request)
      if (given.call?.signature === 'wrong') signed.headers.set('accept', 'application/json, text/plain')
      return signed
    },
  }
}
