import { systemClock } from './clock.ts'

/** What `within` aborts with when the time is up. */
export class TimeIsUp extends Error {}

/**
 * Runs work that has to end within a time, and rejects at once when it does not or when the signal aborts, even if
 * the work itself does not listen.
 *
 * @throws TimeIsUp, or the signal's reason, or what the work throws
 */
export async function within<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const timer = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true })
  })
  const giveUp = () => controller.abort(signal?.reason)
  const timeUp = () => controller.abort(new TimeIsUp(`longer than ${milliseconds} ms`))
  systemClock.sleep(milliseconds, timer.signal).then(timeUp, () => {})
  signal?.addEventListener('abort', giveUp, { once: true })
  try {
    signal?.throwIfAborted()
    return await Promise.race([work(controller.signal), aborted])
  } finally {
    timer.abort()
    signal?.removeEventListener('abort', giveUp)
  }
}
