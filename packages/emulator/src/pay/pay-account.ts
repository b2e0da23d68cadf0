import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { PayRegion } from '@reportline/auth/amazon-pay'
import { keyIdsOf, type PayOptions } from '../options/pay-options.ts'

/** What a merchant needs to sign requests to Amazon Pay. */
export interface PayCredentials {
  /** Made up, and the same at every start. */
  readonly publicKeyId: string
  /** As PEM; made when it is first asked for. */
  readonly privateKey: string
  readonly region: PayRegion
}

/** The merchant that the emulated Amazon Pay knows. */
export class PayAccount implements PayCredentials {
  readonly publicKeyId: string
  readonly region: PayRegion = 'na'
  readonly #keyIds: readonly string[]
  readonly #given: string | undefined
  #pem: string | undefined
  #publicKey: KeyObject | undefined

  constructor({ publicKeyId = madeUpKeyId(), privateKey }: PayOptions) {
    this.publicKeyId = publicKeyId
    this.#keyIds = keyIdsOf(publicKeyId)
    this.#given = privateKey
  }

  knows(publicKeyId: string): boolean {
    return this.#keyIds.includes(publicKeyId)
  }

  /** Making a key takes many times as long as starting the emulator, so it waits until somebody needs it. */
  get privateKey(): string {
    this.#pem ??= this.#given ?? newPrivateKey()
    return this.#pem
  }

  get publicKey(): KeyObject {
    this.#publicKey ??= createPublicKey(this.privateKey)
    return this.#publicKey
  }

  /** For those who run the emulator; nothing is made until `privateKey` is read. */
  credentials(): PayCredentials {
    const account = this
    return {
      publicKeyId: this.publicKeyId,
      get privateKey() {
        return account.privateKey
      },
      region: this.region,
    }
  }
}

function madeUpKeyId(): string {
  return `A${createHash('sha256').update('pay:public key id').digest('hex').toUpperCase().slice(0, 23)}`
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
