import { DocumentError } from '@reportline/documents'

/** How long the store may send nothing while it is listened to. Milliseconds, on the system's timer. */
const idleTimeoutMs = 60_000

/** Looks how long is waited for the store. */
export interface IdleTimeout {
  /** The store is listened to from now on. */
  begin(): void
  /** It has sent something, or is not listened to. */
  end(): void
  /** Looks no longer. */
  stop(): void
}

/**
 * Ends a request after a minute of silence. The time runs only while something is waited for, so a reader who takes long
 * over a piece is no silence of the store. There is one timer for many waits: it looks again when it goes off too early.
 *
 * @param stopped Ends the request.
 */
export function idleTimeout(reportDocumentId: string, stopped: AbortController): IdleTimeout {
  let since: number | undefined
  let timer: NodeJS.Timeout | undefined
  const look = () => {
    timer = undefined
    if (since === undefined) return
    const left = since + idleTimeoutMs - performance.now()
    if (left > 0) timer = setTimeout(look, left)
    else stopped.abort(silent(reportDocumentId))
  }
  return {
    begin() {
      since = performance.now()
      timer ??= setTimeout(look, idleTimeoutMs)
    },
    end() {
      since = undefined
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}

function silent(reportDocumentId: string): DocumentError {
  const what = `the document store sent nothing for ${idleTimeoutMs / 1000} s. Try again later.`
  return new DocumentError({ code: 'TIMEOUT', reportDocumentId, what })
}
