import type { ReportDocument } from '@reportline/documents'
import type { DocumentSource } from '../../src/download/document-source.ts'
import { downloadedDocument } from '../../src/download/downloaded-document.ts'
import type { ReportEvent } from '../../src/run/report-event.ts'
import { standingClock } from './standing-clock.ts'

export const secretUrl = 'https://documents.example/doc-1?X-Amz-Signature=SIGNATUREsignature'

export function expiredAnswer(): Response {
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

/** A body that never ends by itself; what has become of it can be asked. */
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

/** A document whose downloads get the given answers in their order; the last answer function is repeated. */
export function storedDocument(answers: StoreResponse[], options: Partial<DocumentSource> = {}) {
  const clock = standingClock()
  const events: ReportEvent[] = []
  const requests: Request[] = []
  let located = 0
  const fetch: typeof globalThis.fetch = async (input, init) => {
    requests.push(new Request(input, init))
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer === undefined) throw new Error('the test did not expect this request')
    if (answer instanceof Error) throw answer
    return typeof answer === 'function' ? answer() : answer
  }
  const document: ReportDocument = downloadedDocument({
    reportDocumentId: 'doc-1',
    locate: async () => {
      located += 1
      return { url: `${secretUrl}&n=${located}` }
    },
    fallbackCharset: 'windows-1252',
    fetch,
    clock,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...options,
  })
  return { document, clock, events, requests, located: () => located }
}
