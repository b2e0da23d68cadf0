import { KeyObject } from 'node:crypto'
import {
  type AmazonPaySignature,
  type AmazonPaySignatureOptions,
  amazonPaySignature,
} from '@reportline/auth/amazon-pay'
import type { Authorize } from '@reportline/request'

/** A private key: a PEM string or a `KeyObject`. */
export type PrivateKey = string | KeyObject

/** A private key, or a function that returns it. The function is called when the first request is signed. */
export type PrivateKeySource = PrivateKey | (() => Promise<PrivateKey> | PrivateKey)

/** The options of {@link payAuthorize}. */
export interface SigningOptions extends Omit<AmazonPaySignatureOptions, 'privateKey'> {
  readonly privateKey: PrivateKeySource
}

/**
 * Creates the function that signs each attempt. A key function is called once and its key parsed once. If it fails, the
 * call fails, and the next call calls it again.
 *
 * @throws TypeError immediately if a key that is passed directly is invalid.
 */
export function payAuthorize({ privateKey, ...others }: SigningOptions): Authorize {
  if (typeof privateKey !== 'function') return signatureOf(privateKey, others).authorize
  let pending: Promise<AmazonPaySignature> | undefined
  const signature = () => {
    pending ??= fetchSignature(privateKey, others).catch((error: unknown) => {
      pending = undefined
      throw error
    })
    return pending
  }
  return async (request, attempt) => (await signature()).authorize(request, attempt)
}

async function fetchSignature(
  fetchKey: () => Promise<PrivateKey> | PrivateKey,
  others: Omit<SigningOptions, 'privateKey'>,
): Promise<AmazonPaySignature> {
  return signatureOf(await fetchKey(), others)
}

function signatureOf(privateKey: PrivateKey, others: Omit<SigningOptions, 'privateKey'>): AmazonPaySignature {
  // Amazon's own samples pass the bytes of the file.
  if (typeof privateKey !== 'string' && !(privateKey instanceof KeyObject)) {
    throw new TypeError('`privateKey` must be a PEM string or a KeyObject. Read the file with the encoding utf8.')
  }
  return amazonPaySignature({ ...others, privateKey })
}
