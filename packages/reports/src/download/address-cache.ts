import type { DocumentAddress, DocumentSource } from './document-source.ts'
import { sharePending } from './share-pending.ts'

/** How long an address is valid, unless the API says otherwise. Milliseconds. */
const defaultLifetimeMs = 300_000
/** The share of its lifetime during which an address is reused. */
const usableShare = 0.8

/** The address of one document. */
export interface AddressCache {
  /**
   * Returns the cached address while it is valid, and requests a new one otherwise. Concurrent callers share one request.
   *
   * @param signal Stops waiting for the address. The request continues while another caller waits for it.
   */
  get(signal: AbortSignal): Promise<DocumentAddress>
  /** Discards an address that the document store rejected. A newer one stays. */
  invalidate(address: DocumentAddress): void
}

/**
 * Caches a document's address while it is valid, so that reading a document twice does not use two of the 60 calls an
 * hour that `getReportDocument` allows. The address gives access to the document, so it is kept in a closure.
 */
export function addressCache(source: DocumentSource): AddressCache {
  const usableMs = usableShare * (source.addressLifetime ?? defaultLifetimeMs)
  let cached: { readonly address: DocumentAddress; readonly validUntil: number } | undefined
  const request = sharePending(async (signal) => {
    const requestedAt = source.clock.now()
    const address = await source.locate(signal)
    cached = { address, validUntil: requestedAt + usableMs }
    return address
  })
  return {
    async get(signal) {
      if (cached !== undefined && source.clock.now() < cached.validUntil) return cached.address
      return request(signal)
    },
    invalidate(address) {
      if (cached?.address === address) cached = undefined
    },
  }
}
