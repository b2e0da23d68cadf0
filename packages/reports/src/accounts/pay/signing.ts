import { KeyObject } from 'node:crypto'
import {
  type AmazonPaySignature,
  type AmazonPaySignatureOptions,
  amazonPaySignature,
} from '@reportline/auth/amazon-pay'
import type { Authorize } from '@reportline/request'

/** A private key: the text of its PEM, or a `KeyObject`. */
export type PrivateKey = string | KeyObject

/** A private key, or a function that fetches it when the first request is signed. */
export type PrivateKeySource = PrivateKey | (() => Promise<PrivateKey> | PrivateKey)

/** What signatures are made of. */
export interface SigningOptions extends Omit<AmazonPaySignatureOptions, 'privateKey'> {
  readonly privateKey: PrivateKeySource
}

/**
 * Signs each attempt anew. A key that is fetched is fetched once and parsed once; where that fails, the call fails, and
 * the next one fetches it again.
 *
 * @throws TypeError for a key that is no PEM, at once where it is given as it is.
 */
export function payAuthorize({ privateKey, ...others }: SigningOptions): Authorize {
  if (typeof privateKey !== 'function') return signatureOf(privateKey, others).authorize
  let fetched: Promise<AmazonPaySignature> | undefined
  const signature = () => {
    fetched ??= fetchedSignature(privateKey, others).catch((error: unknown) => {
      fetched = undefined
      throw error
    })
    return fetched
  }
  return async (request, attempt) => (await signature()).authorize(request, attempt)
}

async function fetchedSignature(
  fetchKey: () => Promise<PrivateKey> | PrivateKey,
  others: Omit<SigningOptions, 'privateKey'>,
): Promise<AmazonPaySignature> {
  return signatureOf(await fetchKey(), others)
}

function signatureOf(privateKey: PrivateKey, others: Omit<SigningOptions, 'privateKey'>): AmazonPaySignature {
  // Amazon's own samples hand in the bytes of the file.
  if (typeof privateKey !== 'string' && !(privateKey instanceof KeyObject)) {
    throw new TypeError('privateKey must be the text of a PEM or a KeyObject: read the file as text, in utf8')
  }
  return amazonPaySignature({ ...others, privateKey })
}
