import type { AddressCache } from './address-cache.ts'
import type { DocumentSource } from './document-source.ts'
import { type DocumentRange, fetchDocument, type StoreResponse } from './store-response.ts'

const attempts = 3
/** The longest pause before the second attempt, doubled before each further one. Milliseconds. */
const firstPause = 1_000
const longestPause = 30_000

/** Asks the document store for the whole document, or for its rest. */
export type DocumentFetch = (rest: DocumentRange | undefined) => Promise<StoreResponse>

/**
 * Makes the function that asks the document store until it answers: an address that has expired is replaced by a fresh
 * one, once; network faults and passing refusals are tried again.
 *
 * @param signal Ends the asking.
 */
export function fetchWithRetry(source: DocumentSource, book: AddressCache, signal: AbortSignal): DocumentFetch {
  let sent = 0
  return async (wanted) => {
    let rest = wanted
    let attempt = 1
    let renewed = false
    for (;;) {
      const address = await book.address(signal)
      sent += 1
      source.onEvent({ type: 'download', reportDocumentId: source.reportDocumentId, attempt: sent })
      const answer = await fetchDocument(source, address, rest, signal)
      if (answer === 'no range') {
        rest = undefined
        continue
      }
      if ('body' in answer) return answer
      if (answer.expired) book.forget()
      if (answer.expired && !renewed) {
        renewed = true
      } else if (answer.passing && attempt < attempts) {
        await pause(source, attempt, signal)
        attempt += 1
      } else {
        throw answer.error
      }
    }
  }
}

/** Waits before asking once more: on average half of a time that doubles with each attempt. */
export async function pause({ clock, random }: DocumentSource, attempt: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(random() * Math.min(longestPause, firstPause * 2 ** (attempt - 1)), signal)
}
