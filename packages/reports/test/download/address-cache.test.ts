import { expect, test } from 'vitest'
import { addressCache } from '../../src/download/address-cache.ts'
import type { DocumentAddress } from '../../src/download/document-source.ts'
import { standingClock } from '../support/standing-clock.ts'

interface PendingRequest {
  readonly signal: AbortSignal
  readonly resolve: (address: DocumentAddress) => void
  readonly reject: (error: unknown) => void
}

/** An address cache whose requests the test resolves. */
function cacheOfRequests() {
  const requests: PendingRequest[] = []
  const addresses = addressCache({
    reportDocumentId: 'doc-1',
    fallbackCharset: 'windows-1252',
    locate: (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        requests.push({ signal, resolve, reject })
      }),
    fetch: () => Promise.reject(new Error('nothing is downloaded')),
    clock: standingClock(),
    random: () => 0,
    onEvent: () => {},
  })
  return { addresses, requests }
}

const address = { url: 'https://documents.example/doc-1' }
const { signal } = new AbortController()

test('concurrent readers share one request for the address', async () => {
  const { addresses, requests } = cacheOfRequests()
  const readers = [addresses.get(signal), addresses.get(signal), addresses.get(signal)]
  requests[0]?.resolve(address)
  expect(await Promise.all(readers)).toEqual([address, address, address])
  expect(requests).toHaveLength(1)
})

test('a failed request fails the readers that share it and is not cached', async () => {
  const { addresses, requests } = cacheOfRequests()
  const readers = [addresses.get(signal), addresses.get(signal)]
  requests[0]?.reject(new Error('no connection'))
  for (const result of await Promise.allSettled(readers)) expect(result).toMatchObject({ status: 'rejected' })
  const next = addresses.get(signal)
  requests[1]?.resolve(address)
  expect(await next).toBe(address)
})

test('a reader that aborts does not fail the others', async () => {
  const { addresses, requests } = cacheOfRequests()
  const aborting = new AbortController()
  const aborted = addresses.get(aborting.signal)
  const other = addresses.get(signal)
  aborting.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  expect(requests[0]?.signal.aborted).toBe(false)
  requests[0]?.resolve(address)
  expect(await other).toBe(address)
})

test('the request is aborted once every reader has aborted, and the next reader sends a new one', async () => {
  const { addresses, requests } = cacheOfRequests()
  const aborting = new AbortController()
  const readers = [addresses.get(aborting.signal), addresses.get(aborting.signal)]
  aborting.abort(new Error('enough'))
  const next = addresses.get(signal)
  for (const reader of readers) await expect(reader).rejects.toThrow('enough')
  expect(requests[0]?.signal.aborted).toBe(true)
  requests[1]?.resolve(address)
  expect(await next).toBe(address)
})

test('a rejected address is discarded only if no newer one has replaced it', async () => {
  const { addresses, requests } = cacheOfRequests()
  const first = addresses.get(signal)
  requests[0]?.resolve(address)
  const old = await first
  addresses.invalidate(old)
  const second = addresses.get(signal)
  requests[1]?.resolve({ ...address })
  const newer = await second
  addresses.invalidate(old)
  expect(await addresses.get(signal)).toBe(newer)
  expect(requests).toHaveLength(2)
})
