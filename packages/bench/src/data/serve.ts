import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { DocumentFacts } from './documents.ts'

/**
 * Starts a simulated Amazon with tokens, one report and documents. It runs in its own process, so that its work is not
 * measured.
 */
export async function serve({ folder }: { readonly folder: string }): Promise<Record<string, string>> {
  const server = createServer((request, response) => respond(folder, request, response))
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

function respond(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const [first, second = '', kind, id = ''] = pathname.split('/').slice(1)
  if (first === 'files') {
    sendFile(folder, second, response)
  } else if (first === 'auth') {
    sendJson(response, { access_token: 'Atza|bench', token_type: 'bearer', expires_in: 3600 })
  } else if (kind === 'reports') {
    sendJson(response, report(id))
  } else if (kind === 'documents') {
    const url = `http://${request.headers.host}/files/${id}`
    sendJson(response, { reportDocumentId: id, url, compressionAlgorithm: 'GZIP' })
  } else {
    response.writeHead(404).end()
  }
}

function report(reportId: string): object {
  return {
    reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA',
    processingEndTime: '2026-01-01T10:02:00+00:00',
    processingStatus: 'DONE',
    marketplaceIds: ['A1PA6795UKMFR9'],
    reportDocumentId: `amzn1.spdoc.1.4.eu.${reportId}`,
    reportId,
    dataEndTime: '2026-01-01T10:00:00+00:00',
    createdTime: '2026-01-01T10:00:10+00:00',
    processingStartTime: '2026-01-01T10:00:20+00:00',
    dataStartTime: '2026-01-01T10:00:00+00:00',
  }
}

/** The rate limit in the response header, in requests per second. High enough that no call waits. */
const rateLimit = '100000.0'

function sendJson(response: ServerResponse, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-amzn-requestid': '4c2a1f0e-6f64-4a0d-9a53-0c6b1a7d2f11',
    'x-amzn-ratelimit-limit': rateLimit,
  })
  response.end(text)
}

function sendFile(folder: string, name: string, response: ServerResponse): void {
  const path = join(folder, name)
  if (!/^[\w.-]+\.gz$/.test(name) || !existsSync(`${path}.json`)) {
    response.writeHead(404).end()
    return
  }
  const { contentType } = JSON.parse(readFileSync(`${path}.json`, 'utf8')) as DocumentFacts
  response.writeHead(200, { 'content-type': contentType, 'content-length': statSync(path).size, etag: `"${name}"` })
  createReadStream(path, { highWaterMark: 1_048_576 }).pipe(response)
}
