import type { ReportDocument } from '@reportline/documents'
import type { DocumentSource } from '../../src/download/document-source.ts'
import { downloadedDocument } from '../../src/download/download.ts'
import type { ReportEvent } from '../../src/run/report-event.ts'
import { standingClock } from './standing-clock.ts'

export const secretUrl = 'https://documents.s3.amazonaws.com/doc-1?X-Amz-Signature=SIGNATUREsignature'

export function expiredResponse(): Response {
  const xml =
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message>' +
    `<RequestId>STORE1</RequestId><Resource>${secretUrl.replaceAll('&', '&amp;')}</Resource></Error>`
  return new Response(xml, { status: 403, headers: { 'content-type': 'application/xml' } })
}

export function storeError(status: number, code: string): Response {
  return new Response(`<Error><Code>${code}</Code><Message>No.</Message></Error>`, {
    status,
    headers: { 'x-amz-request-id': 'STORE2' },
  })
}

/** A body that never ends, and that reports whether it was cancelled. */
export function endlessBody(first: Uint8Array): { body: ReadableStream<Uint8Array>; cancelled: () => boolean } {
  let cancelled = false
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(first)
    },
    cancel() {
      cancelled = true
    },
  })
  return { body, cancelled: () => cancelled }
}

type StoreResponse = Response | Error | (() => Response)

/** A document whose downloads return the given responses in order. The last response is repeated. */
export function storedDocument(responses: StoreResponse[], options: Partial<DocumentSource> = {}) {
  const clock = standingClock()
  const events: ReportEvent[] = []
  const requests: Request[] = []
  let located = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init))
    const response = responses.length > 1 ? responses.shift() : responses[0]
    if (response === undefined) throw new Error('the test did not expect this request')
    if (response instanceof Error) throw response
    return typeof response === 'function' ? response() : response
  }
  const document: ReportDocument = downloadedDocument({
    reportDocumentId: 'doc-1',
    locate: async () => {
      located += 1
      return { url: `${secretUrl}&n=${located}` }
    },
    documentHosts: 'any',
    fallbackCharset: 'windows-1252',
    fetch,
    clock,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...options,
  })
  return { document, clock, events, requests, located: () => located }
}
