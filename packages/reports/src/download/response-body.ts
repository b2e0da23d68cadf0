import { DocumentError } from '@reportline/documents'

/** What reading a body needs besides the response. */
interface ResponseBodyOptions {
  readonly reportDocumentId: string
  /** Aborts when the caller aborts or the idle timeout is exceeded. */
  readonly signal: AbortSignal
  readonly timeout: IdleTimeout
  /** Number of bytes that the response announces. */
  readonly expectedBytes: number | undefined
}

/** The body of one response. */
export interface ResponseBody {
  /**
   * Returns the next chunk; undefined at the end.
   *
   * @throws DocumentError `TRUNCATED` if the connection was closed or the length differs from the announced one,
   * `TIMEOUT` if the store sent nothing for too long; the signal's reason.
   */
  read(): Promise<Uint8Array | undefined>
  /** Ends the request. */
  close(): Promise<void>
}

/** Reads a body to its end, and verifies its length so that a truncated body is never treated as complete. */
export function responseBody(
  response: Response,
  { reportDocumentId, signal, timeout, expectedBytes }: ResponseBodyOptions,
): ResponseBody {
  const reader = response.body?.getReader()
  let received = 0
  const cancel = () => void reader?.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  const truncated = (how: string, cause?: unknown) => {
    const what = `${how}. The bytes delivered so far are incomplete: read the document again.`
    return new DocumentError({ code: 'TRUNCATED', reportDocumentId, what, cause })
  }

  async function read(): Promise<Uint8Array | undefined> {
    let chunk: Uint8Array | undefined
    timeout.start()
    try {
      chunk = (await reader?.read())?.value
    } catch (error) {
      throw signal.aborted ? signal.reason : truncated('the connection was closed before the end', error)
    } finally {
      timeout.pause()
    }
    if (signal.aborted) throw signal.reason
    if (chunk !== undefined) received += chunk.length
    else if (expectedBytes !== undefined && received !== expectedBytes) {
      throw truncated(`received ${received} bytes instead of the announced ${expectedBytes}`)
    }
    return chunk
  }

  async function close(): Promise<void> {
    signal.removeEventListener('abort', cancel)
    timeout.clear()
    await reader?.cancel().catch(() => {})
  }

  return { read, close }
}

/** Maximum time that the document store may send nothing while a read waits for it. Measured with the system's timer. */
const idleTimeoutMs = 60_000

/** Limits how long a request waits for the document store. */
interface IdleTimeout {
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
