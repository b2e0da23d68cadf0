import { after } from './clock.ts'

/** What `withTimeout` aborts with when the time is up. */
export class TimeoutExceeded extends Error {}

/**
 * Runs work that has to end within a time, and rejects at once when it does not or when the signal aborts, even if
 * the work itself does not listen.
 *
 * @throws TimeoutExceeded, or the signal's reason, or what the work throws
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
  const giveUp = () => end(signal?.reason)
  const stopTimer = after(milliseconds, () => end(new TimeoutExceeded(`longer than ${milliseconds} ms`)))
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    return await Promise.race([work(controller.signal), ended])
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', giveUp)
  }
}
