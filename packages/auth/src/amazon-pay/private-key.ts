import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto'

/**
 * Parses a private key. Parsing takes longer than signing, so parse it once and reuse the `KeyObject`, which shows nothing
 * of the key when it is inspected.
 *
 * @param pem The contents of the `.pem` file: `-----BEGIN PRIVATE KEY-----` (PKCS #8) or
 *   `-----BEGIN RSA PRIVATE KEY-----` (PKCS #1).
 * @throws TypeError if it is not a PEM, not a private RSA key, encrypted or damaged. The message contains no part of it.
 */
export function parsePrivateKey(pem: string): KeyObject {
  if (typeof pem !== 'string' || !pem.includes('-----BEGIN ')) throw new TypeError(notPem(pem))
  if (/-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(pem)) {
    throw new TypeError(
      'privateKey is encrypted. Decrypt it, or parse it with createPrivateKey and pass the KeyObject.',
    )
  }
  if (!/-----BEGIN (?:RSA |EC |DSA )?PRIVATE KEY-----/.test(pem)) {
    throw new TypeError('privateKey is a PEM without a private key: the block "BEGIN PRIVATE KEY" is missing.')
  }
  try {
    return checkPrivateKey(createPrivateKey(pem))
  } catch (error) {
    // The error of OpenSSL is not helpful. It is left out, in case it contains a part of the key.
    throw error instanceof TypeError && error.message.startsWith('privateKey') ? error : new TypeError(damagedPem(pem))
  }
}

/** @throws TypeError if the key is not a private RSA key */
export function checkPrivateKey(key: KeyObject): KeyObject {
  if (!(key instanceof KeyObject))
    throw new TypeError('privateKey must be a KeyObject. Create it with parsePrivateKey.')
  if (key.type !== 'private') throw new TypeError(`privateKey is a ${key.type} key. Signing requires the private key.`)
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError(`privateKey is not an RSA key but ${key.asymmetricKeyType}`)
  return key
}

/**
 * Parses a public key, or derives it from a private key.
 *
 * @param pem The contents of the `.pem` file.
 * @throws TypeError if it is not an RSA key in PEM format. The message contains no part of it.
 */
export function parsePublicKey(pem: string): KeyObject {
  try {
    return checkPublicKey(createPublicKey(pem))
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('publicKey')) throw error
    throw new TypeError('publicKey is not a valid PEM. Expected a string with "-----BEGIN PUBLIC KEY-----".')
  }
}

/** @throws TypeError if the key is not a public RSA key */
export function checkPublicKey(key: KeyObject): KeyObject {
  if (!(key instanceof KeyObject)) throw new TypeError('publicKey must be a KeyObject. Create it with parsePublicKey.')
  if (key.type !== 'public') throw new TypeError(`publicKey is a ${key.type} key. Verifying requires the public key.`)
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError(`publicKey is not an RSA key but ${key.asymmetricKeyType}`)
  return key
}

function notPem(text: unknown): string {
  const file = typeof text === 'string' && /^\S{1,200}\.pem$/.test(text.trim())
  const hint = file ? ' This looks like a file name. Pass the contents of the file.' : ''
  return `privateKey is not a PEM. Expected a string with "-----BEGIN PRIVATE KEY-----".${hint}`
}

function damagedPem(pem: string): string {
  const hint = pem.includes('\\n') ? ' It contains the two characters "\\n" instead of line breaks.' : ''
  return `privateKey is a damaged PEM.${hint}`
}
