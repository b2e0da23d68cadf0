import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { keyEnvironment, type PayRegion } from '@reportline/auth/amazon-pay'
import type { PayOptions } from '../../options/pay-options.ts'

/** What a merchant needs to sign requests to Amazon Pay. */
export interface PayCredentials {
  /** Made up. It does not change between starts. */
  readonly publicKeyId: string
  /** As PEM. Generated on first access. */
  readonly privateKey: string
  readonly region: PayRegion
}

/** The merchant of the emulated Amazon Pay. */
export class PayAccount implements PayCredentials {
  readonly publicKeyId: string
  readonly region: PayRegion = 'na'
  readonly #keyIds: readonly string[]
  #privateKey: string | undefined
  #publicKey: KeyObject | undefined

  constructor({ publicKeyId = defaultKeyId(), privateKey }: PayOptions) {
    this.publicKeyId = publicKeyId
    this.#keyIds = keyIdsOf(publicKeyId)
    this.#privateKey = privateKey
  }

  knows(publicKeyId: string): boolean {
    return this.#keyIds.includes(publicKeyId)
  }

  /** Generated on first access, because generating a key takes many times as long as starting the emulator. */
  get privateKey(): string {
    this.#privateKey ??= generatePrivateKey()
    return this.#privateKey
  }

  get publicKey(): KeyObject {
    this.#publicKey ??= createPublicKey(this.privateKey)
    return this.#publicKey
  }

  /** Returns the credentials for the user. The private key is generated when it is read. */
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

/** Returns the names of a key. A key that belongs to no environment also has a name in each of them. */
function keyIdsOf(publicKeyId: string): readonly string[] {
  if (keyEnvironment(publicKeyId) !== undefined) return [publicKeyId]
  return [publicKeyId, `LIVE-${publicKeyId}`, `SANDBOX-${publicKeyId}`]
}

function defaultKeyId(): string {
  return `A${createHash('sha256').update('pay:public key id').digest('hex').toUpperCase().slice(0, 23)}`
}

function generatePrivateKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
}
