import { DocumentError } from '@reportline/documents'

/** Maximum time that the document store may send nothing while a read waits for it. Measured with the system's timer. */
const idleTimeoutMs = 60_000

/** Limits how long a request waits for the document store. */
export interface IdleTimeout {
  /** A read starts to wait for the store. */
  start(): void
  /** The store has sent something, or no read is waiting. */
  pause(): void
  /** Releases the timer. */
  clear(): void
}

/**
 * Aborts a request after a minute without data. The time counts only while a read waits for the store, so that a slow
 * reader does not cause a timeout. One timer serves many reads: if it fires too early, it is set again for the rest.
 *
 * @param controller Aborts the request.
 */
export function idleTimeout(reportDocumentId: string, controller: AbortController): IdleTimeout {
  let waitingSince: number | undefined
  let timer: NodeJS.Timeout | undefined
  const check = () => {
    timer = undefined
    if (waitingSince === undefined) return
    const remainingMs = waitingSince + idleTimeoutMs - performance.now()
    if (remainingMs > 0) timer = setTimeout(check, remainingMs)
    else controller.abort(timeoutError(reportDocumentId))
  }
  return {
    start() {
      waitingSince = performance.now()
      timer ??= setTimeout(check, idleTimeoutMs)
    },
    pause() {
      waitingSince = undefined
    },
    clear() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

function timeoutError(reportDocumentId: string): DocumentError {
  const what = `the document store sent nothing for ${idleTimeoutMs / 1000} s. Try again later.`
  return new DocumentError({ code: 'TIMEOUT', reportDocumentId, what })
}
