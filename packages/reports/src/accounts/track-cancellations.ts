import type { Call, CallOptions } from '@reportline/request'

interface Cancelling {
  cancelReport(input: { reportId: string }, options?: CallOptions): Call<unknown>
}

/** A client that remembers, for as long as the process lasts, which reports it has cancelled. */
export interface TrackedCancellations<Client> {
  readonly client: Client
  cancelledHere(reportId: string): boolean
}

/** Makes it of a client. */
export function trackCancellations<Client extends Cancelling>(client: Client): TrackedCancellations<Client> {
  const cancelled = new Set<string>()
  const cancelReport: Cancelling['cancelReport'] = (input, options) => {
    const call = client.cancelReport(input, options)
    call.then(
      () => cancelled.add(input.reportId),
      () => {},
    )
    return call
  }
  return { client: { ...client, cancelReport }, cancelledHere: (reportId) => cancelled.has(reportId) }
}
