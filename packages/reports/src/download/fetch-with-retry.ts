import type { AddressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { type DocumentRange, fetchDocument, type StoreResponse } from './store-response.ts'

const maxAttempts = 3
/** Maximum delay before the second attempt; it doubles with each further attempt. Milliseconds. */
const firstDelayMs = 1_000
const maxDelayMs = 30_000

/** Requests the whole document, or the rest of it. */
export type DocumentFetch = (range: DocumentRange | undefined) => Promise<StoreResponse>

/**
 * Creates a function that requests a document from the document store and retries. An expired address is replaced once;
 * network errors and transient error responses are retried with a delay.
 *
 * @param signal Aborts the requests and the delays between them.
 */
export function fetchWithRetry(source: DocumentSource, addresses: AddressCache, signal: AbortSignal): DocumentFetch {
  let requestsSent = 0
  return async (requested) => {
    let range = requested
    let attempt = 1
    let replacedAddress = false
    for (;;) {
      const address = await addresses.get(signal)
      requestsSent += 1
      source.onEvent({ type: 'download', reportDocumentId: source.reportDocumentId, attempt: requestsSent })
      const response = await fetchDocument(source, address, range, signal)
      if (response === 'range unavailable') {
        range = undefined
        continue
      }
      if ('body' in response) return response
      if (response.expired) addresses.invalidate(address)
      if (response.expired && !replacedAddress) {
        replacedAddress = true
      } else if (response.retryable && attempt < maxAttempts) {
        await retryDelay(source, attempt, signal)
        attempt += 1
      } else {
        throw response.error
      }
    }
  }
}

/** Waits before a retry: a random part of a delay that doubles with each attempt. */
export async function retryDelay(
  { clock, random }: DocumentSource,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  await clock.sleep(random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1)), signal)
}
