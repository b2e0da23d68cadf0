import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { endlessBody, expiredResponse, secretUrl, storedDocument, storeError } from '../support/document-store.ts'
import { bytesOf, collect } from '../support/streams.ts'

const table = 'sku\tprice\r\nA\t1,00 €\r\n'
const cp1252 = Buffer.from(table.replace('€', '\u0080'), 'latin1')

function responseWith(bytes: Uint8Array, headers: Record<string, string> = {}) {
  return () =>
    new Response(Uint8Array.from(bytes), { headers: { 'content-type': 'text/plain; charset=Cp1252', ...headers } })
}

async function errorOf(promise: Promise<unknown>): Promise<DocumentError> {
  const error = await promise.then(
    () => new Error('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  if (error instanceof DocumentError) return error
  throw error
}

describe('a document', () => {
  test('is requested only when it is read, without authorization', async () => {
    const { document, requests, located } = storedDocument([responseWith(cp1252)])
    const stream = document.bytes()
    expect(located()).toBe(0)
    await bytesOf(stream)
    expect(located()).toBe(1)
    expect([...(requests[0]?.headers ?? [])]).toEqual([['accept-encoding', 'identity']])
  })

  test.each([
    ['compressed', gzipSync(cp1252)],
    ['plain, whatever its label', cp1252],
  ])('that is stored %s can be read raw, as bytes, as text and as rows', async (_how, stored) => {
    const { document } = storedDocument([responseWith(stored)])
    expect((await bytesOf(document.raw())).equals(stored)).toBe(true)
    expect((await bytesOf(document.bytes())).equals(cp1252)).toBe(true)
    expect(await document.text()).toBe(table)
    expect(await collect(document.rows())).toEqual([[{ sku: 'A', price: '1,00 €' }]])
  })

  test('is decoded in the charset that the caller passes', async () => {
    const { document } = storedDocument([responseWith(Buffer.from(table))])
    expect(await document.text({ charset: 'utf-8' })).toBe(table)
    expect(await collect(document.rows({ charset: 'utf-8' }))).toEqual([[{ sku: 'A', price: '1,00 €' }]])
  })

  test('rejects an unknown charset', async () => {
    const { document } = storedDocument([])
    await expect(document.text({ charset: 'x-unknown' })).rejects.toThrow(TypeError)
    expect(() => document.rows({ charset: 'x-unknown' })).toThrow(TypeError)
  })

  test('causes an error if its header has an unknown charset', async () => {
    const { document } = storedDocument([responseWith(cp1252, { 'content-type': 'text/plain; charset=x-unknown' })])
    expect(await errorOf(document.text())).toMatchObject({
      code: 'CHARSET',
      message: expect.stringMatching(/x-unknown.*option charset/),
    })
  })

  test('emits events', async () => {
    const { document, events } = storedDocument([responseWith(gzipSync(cp1252))])
    await document.text()
    expect(events).toEqual([
      { type: 'download', reportDocumentId: 'doc-1', attempt: 1 },
      { type: 'document', reportDocumentId: 'doc-1', contentType: 'text/plain; charset=Cp1252', compressed: true },
    ])
  })
})

describe('a download URL', () => {
  test('is used again while it works, and requested again after four minutes', async () => {
    const { document, clock, located } = storedDocument([responseWith(cp1252)])
    await document.text()
    clock.advance(239_999)
    await document.text()
    expect(located()).toBe(1)
    clock.advance(1)
    await document.text()
    expect(located()).toBe(2)
  })

  test('is requested once for readers that read at the same time', async () => {
    const { document, located } = storedDocument([responseWith(cp1252)])
    expect(await Promise.all([document.text(), document.text(), document.text()])).toEqual([table, table, table])
    expect(located()).toBe(1)
  })

  test('that has expired is requested again, once', async () => {
    const { document, located, requests } = storedDocument([expiredResponse(), responseWith(cp1252)])
    expect(await document.text()).toBe(table)
    expect(located()).toBe(2)
    expect(requests.map((request) => request.url.slice(-3))).toEqual(['n=1', 'n=2'])
  })

  test('that has expired although it is new causes an error', async () => {
    const { document, located } = storedDocument([expiredResponse(), expiredResponse()])
    const error = await errorOf(document.text())
    expect(error).toMatchObject({ code: 'URL_EXPIRED', status: 403, storeCode: 'AccessDenied', requestId: 'STORE1' })
    expect(located()).toBe(2)
  })

  test('is not exposed in errors, their causes, events or the document', async () => {
    const leaking = new TypeError(`Failed to parse URL from ${secretUrl}`, { cause: new Error(secretUrl) })
    const { document, events } = storedDocument([leaking, leaking, leaking, expiredResponse])
    const network = await errorOf(document.text())
    const expired = await errorOf(document.text())
    expect([network.code, expired.code]).toEqual(['NETWORK', 'URL_EXPIRED'])
    for (const value of [network, expired, events, document]) {
      const seen = inspect(value, { depth: null, showHidden: true, getters: true }) + JSON.stringify(value)
      expect(seen).not.toContain('SIGNATURE')
      expect(seen).not.toContain('documents.s3.amazonaws.com')
    }
  })
})

describe('a download that does not start', () => {
  const fault = () => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })

  test.each([
    ['a network fault', fault],
    ['status 503', () => storeError(503, 'SlowDown')],
    ['status 500', () => storeError(500, 'InternalError')],
  ])('is retried after %s', async (_what, response) => {
    const { document, clock, located } = storedDocument([response(), response(), responseWith(cp1252)])
    expect(await document.text()).toBe(table)
    expect(clock.slept).toEqual([500, 1000])
    expect(located()).toBe(1)
  })

  const page = () => new Response('<html><body>Sorry</body></html>', { headers: { 'content-type': 'text/html' } })

  test('is retried if the response is a web page, and then causes an error', async () => {
    const known = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' }
    expect(await storedDocument([page(), responseWith(cp1252)], known).document.text()).toBe(table)
    expect(await errorOf(storedDocument([page], known).document.text())).toMatchObject({
      code: 'REFUSED',
      status: 200,
      message: expect.stringContaining('web page'),
    })
  })

  test('may be a web page if the report type is unknown', async () => {
    expect(await storedDocument([page]).document.text()).toContain('Sorry')
  })

  test('does not wait for an error response that never ends', async () => {
    vi.useFakeTimers()
    try {
      const { body } = endlessBody(Buffer.from('<Error><Code>NoSuchKey</Code>'))
      const { document } = storedDocument([() => new Response(body, { status: 404 })])
      const reading = errorOf(document.text())
      await vi.advanceTimersByTimeAsync(60_000)
      expect(await reading).toMatchObject({ code: 'REFUSED', storeCode: 'NoSuchKey' })
    } finally {
      vi.useRealTimers()
    }
  })

  test('fails after three attempts', async () => {
    const { document, requests } = storedDocument([fault()])
    expect(await errorOf(document.text())).toMatchObject({ code: 'NETWORK', cause: { code: 'ECONNRESET' } })
    expect(requests).toHaveLength(3)
  })

  test('fails immediately if the store rejects the request', async () => {
    const { document, requests } = storedDocument([storeError(403, 'SignatureDoesNotMatch')])
    expect(await errorOf(document.text())).toMatchObject({
      code: 'REFUSED',
      status: 403,
      storeCode: 'SignatureDoesNotMatch',
      requestId: 'STORE2',
    })
    expect(requests).toHaveLength(1)
  })

  test('passes on the error of the request for the download URL', async () => {
    const locate = async () => {
      throw new Error('no token left')
    }
    const { document } = storedDocument([], { locate })
    await expect(document.text()).rejects.toThrow('no token left')
  })
})

describe('a truncated document', () => {
  test('causes an error if it is shorter than its Content-Length', async () => {
    const { document } = storedDocument([responseWith(cp1252, { 'content-length': '1000' })])
    for (const reading of [document.text(), bytesOf(document.raw()), collect(document.rows())]) {
      expect(await errorOf(reading)).toMatchObject({
        code: 'TRUNCATED',
        message: expect.stringContaining(`${cp1252.length} bytes instead of the announced 1000`),
      })
    }
  })

  test('causes an error if its compressed data is truncated', async () => {
    const { document } = storedDocument([responseWith(gzipSync(cp1252).subarray(0, -4))])
    expect(await errorOf(document.text())).toMatchObject({ code: 'TRUNCATED', cause: { code: 'Z_BUF_ERROR' } })
    expect(await errorOf(collect(document.rows()))).toMatchObject({ code: 'TRUNCATED' })
  })

  test('causes an error if the connection is cut', async () => {
    const cut = () => {
      const pieces = [cp1252]
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          const piece = pieces.shift()
          if (piece === undefined) controller.error(new TypeError('terminated'))
          else controller.enqueue(piece)
        },
      })
      return new Response(body)
    }
    const { document } = storedDocument([cut])
    expect(await errorOf(document.text())).toMatchObject({ code: 'TRUNCATED' })
  })

  test('is not reported if fetch has inflated it and the length is that of the compressed data', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '3' }
    const { document } = storedDocument([responseWith(cp1252, headers)])
    expect(await document.text()).toBe(table)
  })

  test('causes another error if its compressed data is damaged', async () => {
    const stored = gzipSync(cp1252)
    stored[stored.length - 5] = (stored[stored.length - 5] ?? 0) ^ 0xff
    const { document } = storedDocument([responseWith(stored)])
    expect(await errorOf(document.text())).toMatchObject({ code: 'CORRUPT' })
  })
})

describe('a reader that stops early', () => {
  const first = Buffer.from(`a\tb\n${'1\t2\n'.repeat(2_000)}`)

  test('ends the download by cancelling the stream, even while it waits for the store', async () => {
    const { body, cancelled } = endlessBody(first)
    const { document, requests } = storedDocument([new Response(body)])
    const reader = document.bytes().getReader()
    await reader.read()
    const waiting = reader.read()
    await reader.cancel()
    expect(await waiting).toEqual({ done: true, value: undefined })
    expect(cancelled()).toBe(true)
    expect(requests[0]?.signal.aborted).toBe(true)
  })

  test('ends the download by leaving the rows', async () => {
    const { body, cancelled } = endlessBody(first)
    const { document, requests } = storedDocument([new Response(body)])
    for await (const batch of document.rows()) {
      expect(batch).toHaveLength(1_000)
      break
    }
    expect(cancelled()).toBe(true)
    expect(requests[0]?.signal.aborted).toBe(true)
  })

  test.each(['raw', 'bytes', 'text', 'rows'] as const)(
    'ends %s() with a signal, whose reason it gets',
    async (kind) => {
      const { body, cancelled } = endlessBody(gzipSync(first).subarray(0, 20))
      const { document } = storedDocument([new Response(body)])
      const controller = new AbortController()
      const { signal } = controller
      const reading = kind === 'text' ? document.text({ signal }) : collect<unknown>(document[kind]({ signal }))
      setImmediate(() => controller.abort(new Error('enough')))
      await expect(reading).rejects.toThrow('enough')
      expect(cancelled()).toBe(true)
    },
  )

  test('fetches nothing if the signal was aborted before', async () => {
    const { document, located } = storedDocument([])
    await expect(document.text({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
    expect(located()).toBe(0)
  })
})

describe('a store that stops sending', () => {
  test('causes a retry after one minute, and a failure after six', async () => {
    vi.useFakeTimers()
    try {
      const bodies: ReturnType<typeof endlessBody>[] = []
      const { document } = storedDocument([
        () => {
          const body = endlessBody(Buffer.from('a\tb\n'))
          bodies.push(body)
          return new Response(body.body)
        },
      ])
      const reading = errorOf(document.text())
      await vi.advanceTimersByTimeAsync(59_999)
      expect(bodies.map((body) => body.cancelled())).toEqual([false])
      await vi.advanceTimersByTimeAsync(1)
      expect(bodies.map((body) => body.cancelled())).toEqual([true, false])
      await vi.advanceTimersByTimeAsync(300_000)
      expect(await reading).toMatchObject({ code: 'TIMEOUT', message: expect.stringContaining('60 s') })
      expect(bodies.map((body) => body.cancelled())).toEqual([true, true, true, true, true, true])
    } finally {
      vi.useRealTimers()
    }
  })

  test('is not confused with a slow reader', async () => {
    vi.useFakeTimers()
    try {
      const { body, cancelled } = endlessBody(Buffer.from('a\tb\n'))
      const { document } = storedDocument([new Response(body)])
      const reader = document.raw().getReader()
      await reader.read()
      await vi.advanceTimersByTimeAsync(3_600_000)
      expect(cancelled()).toBe(false)
      await reader.cancel()
    } finally {
      vi.useRealTimers()
    }
  })
})
