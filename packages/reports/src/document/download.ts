import type { AddressBook } from './address-book.ts'
import { readBody } from './body.ts'
import { DocumentError } from './document-error.ts'
import type { DocumentAddress, DocumentSource } from './document-source.ts'
import { notSilent } from './silence.ts'
import { readRefusal, type StoreRefusal } from './store-refusal.ts'

/** A download that has begun. */
export interface Download {
  readonly contentType: string | undefined
  /** The bytes as they come, after fetch has undone a `Content-Encoding`. */
  readonly body: AsyncGenerator<Uint8Array>
}

const attempts = 3
/** The longest pause before the second attempt, doubled before the third. Milliseconds. */
const firstPause = 1_000

/**
 * Begins to download a document: asks for its address only now, since it works for five minutes. Where the address has
 * expired, a fresh one is asked for once. Network faults and passing refusals are tried again, until the first byte is
 * there.
 *
 * @param signal Ends the download.
 * @throws DocumentError, or what asking for the address throws.
 */
export async function download(source: DocumentSource, book: AddressBook, signal: AbortSignal): Promise<Download> {
  let attempt = 1
  let renewed = false
  for (;;) {
    const address = await book.address(signal)
    source.onEvent({ type: 'download', reportDocumentId: source.reportDocumentId, attempt })
    const answer = await send(source, address, signal)
    if ('body' in answer) return answer
    if (answer.expired) book.forget()
    if (answer.expired && !renewed) {
      renewed = true
    } else if (answer.passing && attempt < attempts) {
      await source.clock.sleep(source.random() * firstPause * 2 ** (attempt - 1), signal)
      attempt += 1
    } else {
      throw answer.error
    }
  }
}

async function send(
  source: DocumentSource,
  address: DocumentAddress,
  signal: AbortSignal,
): Promise<Download | StoreRefusal> {
  const { reportDocumentId, fetch } = source
  const stopped = new AbortController()
  const ended = AbortSignal.any([signal, stopped.signal])
  let response: Response
  try {
    response = await notSilent(reportDocumentId, stopped, () => fetch(address.url, { signal: ended }))
  } catch (error) {
    if (signal.aborted) throw signal.reason
    return { error: unreachable(reportDocumentId, error), expired: false, passing: true }
  }
  if (!response.ok) return readRefusal(reportDocumentId, response)
  const contentType = response.headers.get('content-type') ?? undefined
  return { contentType, body: readBody(response, { reportDocumentId, signal: ended, stopped }) }
}

function unreachable(reportDocumentId: string, error: unknown): DocumentError {
  if (error instanceof DocumentError) return error
  const what = 'the document store could not be reached. Check the network, or try again later.'
  return new DocumentError({ code: 'NETWORK', reportDocumentId, what, cause: error })
}
