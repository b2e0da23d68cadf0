import { expect, test } from 'vitest'
import type { DownloadUrl } from '../../src/download/document-source.ts'
import { downloadUrlCache } from '../../src/download/download-url-cache.ts'
import { standingClock } from '../support/standing-clock.ts'

interface PendingRequest {
  readonly signal: AbortSignal
  readonly resolve: (downloadUrl: DownloadUrl) => void
  readonly reject: (error: unknown) => void
}

/** A cache of download URLs whose requests the test resolves. */
function cacheOfRequests() {
  const requests: PendingRequest[] = []
  const urls = downloadUrlCache({
    reportDocumentId: 'doc-1',
    documentHosts: 'any',
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
  return { urls, requests }
}

const downloadUrl = { url: 'https://documents.s3.amazonaws.com/doc-1' }
const { signal } = new AbortController()

test('concurrent readers share one request for the download URL', async () => {
  const { urls, requests } = cacheOfRequests()
  const readers = [urls.get(signal), urls.get(signal), urls.get(signal)]
  requests[0]?.resolve(downloadUrl)
  expect(await Promise.all(readers)).toEqual([downloadUrl, downloadUrl, downloadUrl])
  expect(requests).toHaveLength(1)
})

test('a failed request fails the readers that share it and is not cached', async () => {
  const { urls, requests } = cacheOfRequests()
  const readers = [urls.get(signal), urls.get(signal)]
  requests[0]?.reject(new Error('no connection'))
  for (const result of await Promise.allSettled(readers)) expect(result).toMatchObject({ status: 'rejected' })
  const next = urls.get(signal)
  requests[1]?.resolve(downloadUrl)
  expect(await next).toBe(downloadUrl)
})

test('a reader that aborts does not fail the others', async () => {
  const { urls, requests } = cacheOfRequests()
  const aborting = new AbortController()
  const aborted = urls.get(aborting.signal)
  const other = urls.get(signal)
  aborting.abort(new Error('enough'))
  await expect(aborted).rejects.toThrow('enough')
  expect(requests[0]?.signal.aborted).toBe(false)
  requests[0]?.resolve(downloadUrl)
  expect(await other).toBe(downloadUrl)
})

test('the request is aborted once every reader has aborted, and the next reader sends a new one', async () => {
  const { urls, requests } = cacheOfRequests()
  const aborting = new AbortController()
  const readers = [urls.get(aborting.signal), urls.get(aborting.signal)]
  aborting.abort(new Error('enough'))
  const next = urls.get(signal)
  for (const reader of readers) await expect(reader).rejects.toThrow('enough')
  expect(requests[0]?.signal.aborted).toBe(true)
  requests[1]?.resolve(downloadUrl)
  expect(await next).toBe(downloadUrl)
})

test('a rejected download URL is discarded only if no newer one has replaced it', async () => {
  const { urls, requests } = cacheOfRequests()
  const first = urls.get(signal)
  requests[0]?.resolve(downloadUrl)
  const old = await first
  urls.invalidate(old)
  const second = urls.get(signal)
  requests[1]?.resolve({ ...downloadUrl })
  const newer = await second
  urls.invalidate(old)
  expect(await urls.get(signal)).toBe(newer)
  expect(requests).toHaveLength(2)
})
