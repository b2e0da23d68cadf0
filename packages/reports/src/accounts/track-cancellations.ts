import type { Call, CallOptions } from '@reportline/request'

interface CancellingClient {
  cancelReport(input: { reportId: string }, options?: CallOptions): Call<unknown>
}

/** A client that remembers which reports it has cancelled, for the lifetime of the process. */
export interface TrackedCancellations<Client> {
  readonly client: Client
  cancelledHere(reportId: string): boolean
}

/** Wraps a client so that it remembers which reports it has cancelled. */
export function trackCancellations<Client extends CancellingClient>(client: Client): TrackedCancellations<Client> {
  const cancelled = new Set<string>()
  const cancelReport: CancellingClient['cancelReport'] = (input, options) => {
    const call = client.cancelReport(input, options)
    call.then(
      () => cancelled.add(input.reportId),
      () => {},
    )
    return call
  }
  return { client: { ...client, cancelReport }, cancelledHere: (reportId) => cancelled.has(reportId) }
}
