import { startTimer } from './clock.ts'

/** The reason with which `withTimeout` aborts when the time is up. */
export class TimeoutExceeded extends Error {}

/**
 * Runs a function with a timeout. Rejects immediately on a timeout or when the signal aborts, even if the function ignores
 * the signal that it receives.
 *
 * @throws TimeoutExceeded, the reason of the signal, or the error of the function
 */
export async function withTimeout<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  let end = (_reason: unknown): void => {}
  const ended = new Promise<never>((_, reject) => {
    end = (reason) => {
      reject(reason)
      controller.abort(reason)
    }
  })
  const abort = () => end(signal?.reason)
  const cancelTimer = startTimer(milliseconds, () => end(new TimeoutExceeded(`longer than ${milliseconds} ms`)))
  signal?.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work(controller.signal), ended])
  } finally {
    cancelTimer()
    signal?.removeEventListener('abort', abort)
  }
}
