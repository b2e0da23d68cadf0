import { DocumentError } from '@reportline/documents'
import type { IdleTimeout } from './idle-timeout.ts'

/** What reading a body needs besides the response. */
export interface ResponseBodyOptions {
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
