import { DocumentError } from '@reportline/documents'
import type { IdleTimeout } from './idle-timeout.ts'

/** What reading a body needs besides the response. */
export interface BodyOptions {
  readonly reportDocumentId: string
  /** Aborts when the caller gives up or the silence has lasted too long. */
  readonly signal: AbortSignal
  readonly silence: IdleTimeout
  /** How many bytes were announced. */
  readonly expected: number | undefined
}

/** The body of one response. */
export interface Body {
  /**
   * The next piece; undefined at the end.
   *
   * @throws DocumentError where the connection is cut, other than the announced number of bytes came, or the store fell
   * silent; the signal's reason.
   */
  read(): Promise<Uint8Array | undefined>
  /** Ends the request behind it. */
  close(): Promise<void>
}

/** Reads a body to its end and makes sure that it is the end: it never passes a short one off as whole. */
export function responseBody(response: Response, { reportDocumentId, signal, silence, expected }: BodyOptions): Body {
  const reader = response.body?.getReader()
  let received = 0
  const cancel = () => void reader?.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  const truncated = (how: string, cause?: unknown) => {
    const what = `${how}. What has been delivered is not the whole document: read it again.`
    return new DocumentError({ code: 'TRUNCATED', reportDocumentId, what, cause })
  }

  async function read(): Promise<Uint8Array | undefined> {
    let piece: Uint8Array | undefined
    silence.begin()
    try {
      piece = (await reader?.read())?.value
    } catch (error) {
      throw signal.aborted ? signal.reason : truncated('the connection was cut before its end', error)
    } finally {
      silence.end()
    }
    if (signal.aborted) throw signal.reason
    if (piece !== undefined) received += piece.length
    else if (expected !== undefined && received !== expected) {
      throw truncated(`${received} bytes came where ${expected} were announced`)
    }
    return piece
  }

  async function close(): Promise<void> {
    signal.removeEventListener('abort', cancel)
    silence.stop()
    await reader?.cancel().catch(() => {})
  }

  return { read, close }
}
