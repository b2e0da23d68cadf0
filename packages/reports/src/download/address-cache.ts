import type { DocumentAddress, DocumentSource } from './document-source.ts'

/** How long the addresses of most APIs work. Milliseconds. */
const defaultLifetimeMs = 300_000
/** The share of its lifetime during which an address is given out again. */
const usableShare = 0.8

/** Gives the address of one document. */
export interface AddressCache {
  /** The address from last time while it is young enough, otherwise a fresh one. */
  address(signal: AbortSignal): Promise<DocumentAddress>
  /** Says that the address did not work: the next one will be fresh. */
  forget(): void
}

/**
 * Remembers a document's address for as long as it works, so that reading a document twice does not cost two of the
 * 60 calls an hour that `getReportDocument` allows. The address stays in a closure: it is as good as a key.
 */
export function addressCache(source: DocumentSource): AddressCache {
  const usableFor = usableShare * (source.addressLifetime ?? defaultLifetimeMs)
  let known: { readonly address: DocumentAddress; readonly until: number } | undefined
  return {
    async address(signal) {
      const now = source.clock.now()
      if (known !== undefined && now < known.until) return known.address
      const address = await source.locate(signal)
      known = { address, until: now + usableFor }
      return address
    },
    forget() {
      known = undefined
    },
  }
}
