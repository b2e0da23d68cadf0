import { generateKeyPairSync } from 'node:crypto'

let privateKey: string | undefined

/** Returns a private key for the emulator's Amazon Pay account: one for all tests, because generating a key is slow. */
export function payPrivateKey(): string {
  privateKey ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
  return privateKey
}
