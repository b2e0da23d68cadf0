import { createPrivateKey, createPublicKey, KeyObject } from 'node:crypto'

/**
 * Parses a private key, once: a `KeyObject` shows nothing of the key when it is inspected, and signing with it needs no
 * further parsing, which costs more than the signature itself.
 *
 * @param pem The text of the `.pem` file: `-----BEGIN PRIVATE KEY-----` (PKCS #8) or `-----BEGIN RSA PRIVATE KEY-----`.
 * @throws TypeError when it is no PEM, no private key, encrypted, broken, or no RSA key. No message repeats any of it.
 */
export function parsePrivateKey(pem: string): KeyObject {
  if (typeof pem !== 'string' || !pem.includes('-----BEGIN ')) throw new TypeError(noPem(pem))
  if (/-----BEGIN ENCRYPTED |Proc-Type: 4,ENCRYPTED/.test(pem)) {
    throw new TypeError('privateKey is encrypted: decrypt it, or parse it with createPrivateKey and give the KeyObject')
  }
  if (!/-----BEGIN (?:RSA |EC |DSA )?PRIVATE KEY-----/.test(pem)) {
    throw new TypeError('privateKey is a PEM of something else: the block "BEGIN PRIVATE KEY" is missing')
  }
  try {
    return checkPrivateKey(createPrivateKey(pem))
  } catch (error) {
    // OpenSSL's own error says nothing that helps; it is left out lest it ever shows a part of the key.
    throw error instanceof TypeError && error.message.startsWith('privateKey') ? error : new TypeError(broken(pem))
  }
}

/**
 * Refuses what cannot sign.
 *
 * @throws TypeError for anything but a private RSA key.
 */
export function checkPrivateKey(key: KeyObject): KeyObject {
  if (!(key instanceof KeyObject)) throw new TypeError('privateKey must be a KeyObject: see parsePrivateKey')
  if (key.type !== 'private') throw new TypeError(`privateKey is a ${key.type} key: signing needs the private one`)
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError(`privateKey is no RSA key but ${key.asymmetricKeyType}`)
  return key
}

/**
 * Parses a public key, or takes the public half of a private one.
 *
 * @param pem The text of the `.pem` file.
 * @throws TypeError when it is no PEM or no RSA key. No message repeats any of it.
 */
export function parsePublicKey(pem: string): KeyObject {
  try {
    return checkPublicKey(createPublicKey(pem))
  } catch (error) {
    if (error instanceof TypeError && error.message.startsWith('publicKey')) throw error
    throw new TypeError('publicKey is no PEM that can be read: a text with "-----BEGIN PUBLIC KEY-----" is needed')
  }
}

/**
 * Refuses what cannot verify.
 *
 * @throws TypeError for anything but a public RSA key.
 */
export function checkPublicKey(key: KeyObject): KeyObject {
  if (!(key instanceof KeyObject)) throw new TypeError('publicKey must be a KeyObject: see parsePublicKey')
  if (key.type !== 'public') throw new TypeError(`publicKey is a ${key.type} key: verifying needs the public one`)
  if (key.asymmetricKeyType !== 'rsa') throw new TypeError(`publicKey is no RSA key but ${key.asymmetricKeyType}`)
  return key
}

function noPem(text: unknown): string {
  const file = typeof text === 'string' && /^\S{1,200}\.pem$/.test(text.trim())
  const hint = file ? ' This looks like the name of a file: give its text.' : ''
  return `privateKey is no PEM: a text with "-----BEGIN PRIVATE KEY-----" is needed.${hint}`
}

function broken(pem: string): string {
  const hint = pem.includes('\\n') ? ' It has the two characters "\\n" where line breaks belong.' : ''
  return `privateKey is a PEM that cannot be read.${hint}`
}
