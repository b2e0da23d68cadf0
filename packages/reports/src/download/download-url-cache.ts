import type { DocumentSource, DownloadUrl } from './document-source.ts'

/** How long a download URL is valid, unless the API says otherwise. Milliseconds. */
const defaultLifetimeMs = 300_000
/** The share of its lifetime during which a download URL is reused. */
const usableShare = 0.8

/** The download URL of one document. */
export interface DownloadUrlCache {
  /**
   * Returns the cached download URL while it is valid, and requests a new one otherwise. Concurrent callers share one request.
   *
   * @param signal Stops waiting for the download URL. The request continues while another caller waits for it.
   */
  get(signal: AbortSignal): Promise<DownloadUrl>
  /** Discards a download URL that the document store rejected. A newer one stays. */
  invalidate(downloadUrl: DownloadUrl): void
}

/**
 * Caches a document's download URL while it is valid, so that reading a document twice does not use two of the 60 calls an
 * hour that `getReportDocument` allows. The download URL gives access to the document, so it is kept in a closure.
 */
export function downloadUrlCache(source: DocumentSource): DownloadUrlCache {
  const usableMs = usableShare * (source.urlLifetime ?? defaultLifetimeMs)
  let cached: { readonly downloadUrl: DownloadUrl; readonly validUntil: number } | undefined
  const request = sharePending(async (signal) => {
    const requestedAt = source.clock.now()
    const downloadUrl = await source.locate(signal)
    cached = { downloadUrl, validUntil: requestedAt + usableMs }
    return downloadUrl
  })
  return {
    async get(signal) {
      if (cached !== undefined && source.clock.now() < cached.validUntil) return cached.downloadUrl
      return request(signal)
    },
    invalidate(downloadUrl) {
      if (cached?.downloadUrl === downloadUrl) cached = undefined
    },
  }
}

/** A call that concurrent callers share while it is pending. */
type SharedCall<T> = (signal: AbortSignal) => Promise<T>

/**
 * Lets concurrent callers share one pending call. A caller that aborts stops waiting and does not affect the others; the
 * call itself is aborted once every caller has aborted. Neither results nor failures are kept: the next caller after the
 * call has ended starts a new one.
 */
function sharePending<T>(call: (signal: AbortSignal) => Promise<T>): SharedCall<T> {
  let pending: PendingCall<T> | undefined
  const start = (): PendingCall<T> => {
    const controller = new AbortController()
    const started: PendingCall<T> = {
      controller,
      waiting: 0,
      result: call(controller.signal).finally(() => {
        if (pending === started) pending = undefined
      }),
    }
    return started
  }
  return (signal) => {
    if (signal.aborted) return Promise.reject(signal.reason)
    pending ??= start()
    return waitFor(pending, signal, (abandoned) => {
      if (pending === abandoned) pending = undefined
    })
  }
}

interface PendingCall<T> {
  readonly controller: AbortController
  readonly result: Promise<T>
  /** Number of callers that still wait for the result. */
  waiting: number
}

function waitFor<T>(
  call: PendingCall<T>,
  signal: AbortSignal,
  onAbandoned: (call: PendingCall<T>) => void,
): Promise<T> {
  call.waiting += 1
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason)
      call.waiting -= 1
      if (call.waiting > 0) return
      onAbandoned(call)
      call.controller.abort(signal.reason)
    }
    signal.addEventListener('abort', onAbort, { once: true })
    call.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
