import { DocumentError } from './document-error.ts'
import { notSilent } from './silence.ts'

/** What reading a body needs besides the response. */
export interface BodyOptions {
  readonly reportDocumentId: string
  /** Aborts when the caller gives up or `stopped` does. */
  readonly signal: AbortSignal
  /** Ends the request behind the response. */
  readonly stopped: AbortController
  /** How many bytes were announced. */
  readonly expected: number | undefined
}

/**
 * Reads a body to its end and makes sure that it is the end: a connection that is cut, fewer bytes than were announced
 * or silence is an error, never a short document. Whoever stops reading ends the request.
 */
export async function* readBody(response: Response, options: BodyOptions): AsyncGenerator<Uint8Array> {
  const { signal, expected } = options
  const reader = response.body?.getReader()
  let received = 0
  const cancel = () => void reader?.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel, { once: true })
  try {
    for (;;) {
      const chunk = reader === undefined ? undefined : await readChunk(reader, options)
      if (chunk === undefined) break
      received += chunk.length
      yield chunk
    }
    if (expected !== undefined && received !== expected) {
      throw truncated(options, `${received} bytes came where ${expected} were announced`)
    }
  } finally {
    signal.removeEventListener('abort', cancel)
    await reader?.cancel().catch(() => {})
  }
}

async function readChunk(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  options: BodyOptions,
): Promise<Uint8Array | undefined> {
  const { signal, stopped, reportDocumentId } = options
  try {
    const { done, value } = await notSilent(reportDocumentId, stopped, () => reader.read())
    if (signal.aborted) throw signal.reason
    return done ? undefined : value
  } catch (error) {
    throw signal.aborted ? signal.reason : truncated(options, 'the connection was cut before its end', error)
  }
}

function truncated({ reportDocumentId }: BodyOptions, how: string, cause?: unknown): DocumentError {
  const what = `${how}. What has been delivered is not the whole document: read it again.`
  return new DocumentError({ code: 'TRUNCATED', reportDocumentId, what, cause })
}
