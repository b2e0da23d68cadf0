import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test, vi } from 'vitest'
import { DocumentError } from '../../src/index.ts'
import { endlessBody, expiredAnswer, secretUrl, storedDocument, storeError } from '../support/document-store.ts'
import { bytesOf, collect } from '../support/streams.ts'

const table = 'sku\tprice\r\nA\t1,00 €\r\n'
const cp1252 = Buffer.from(table.replace('€', '\u0080'), 'latin1')

function answerWith(bytes: Uint8Array, headers: Record<string, string> = {}) {
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
  test('is asked for only when it is read, without any authorization', async () => {
    const { document, requests, located } = storedDocument([answerWith(cp1252)])
    const stream = document.bytes()
    expect(located()).toBe(0)
    await bytesOf(stream)
    expect(located()).toBe(1)
    expect([...(requests[0]?.headers.keys() ?? [])]).toEqual([])
  })

  test.each([
    ['compressed', gzipSync(cp1252)],
    ['plain, whatever its label', cp1252],
  ])('that is stored %s can be had raw, as bytes, as text and as rows', async (_how, stored) => {
    const { document } = storedDocument([answerWith(stored)])
    expect((await bytesOf(document.raw())).equals(stored)).toBe(true)
    expect((await bytesOf(document.bytes())).equals(cp1252)).toBe(true)
    expect(await document.text()).toBe(table)
    expect(await collect(document.rows())).toEqual([[{ sku: 'A', price: '1,00 €' }]])
  })

  test('is read in another charset where the caller says so', async () => {
    const { document } = storedDocument([answerWith(Buffer.from(table))])
    expect(await document.text({ charset: 'utf-8' })).toBe(table)
    expect(await collect(document.rows({ charset: 'utf-8' }))).toEqual([[{ sku: 'A', price: '1,00 €' }]])
  })

  test('refuses a charset that nobody knows', async () => {
    const { document } = storedDocument([])
    await expect(document.text({ charset: 'x-unknown' })).rejects.toThrow(TypeError)
    expect(() => document.rows({ charset: 'x-unknown' })).toThrow(TypeError)
  })

  test('whose header names a charset that nobody knows is an error that says so', async () => {
    const { document } = storedDocument([answerWith(cp1252, { 'content-type': 'text/plain; charset=x-unknown' })])
    expect(await errorOf(document.text())).toMatchObject({
      code: 'CHARSET',
      message: expect.stringMatching(/x-unknown.*option charset/),
    })
  })

  test('tells what happens', async () => {
    const { document, events } = storedDocument([answerWith(gzipSync(cp1252))])
    await document.text()
    expect(events).toEqual([
      { type: 'download', reportDocumentId: 'doc-1', attempt: 1 },
      { type: 'document', reportDocumentId: 'doc-1', contentType: 'text/plain; charset=Cp1252', compressed: true },
    ])
  })
})

describe('an address', () => {
  test('is used again while it works, and asked for anew after four minutes', async () => {
    const { document, clock, located } = storedDocument([answerWith(cp1252)])
    await document.text()
    clock.advance(239_999)
    await document.text()
    expect(located()).toBe(1)
    clock.advance(1)
    await document.text()
    expect(located()).toBe(2)
  })

  test('is requested once for readers that read at the same time', async () => {
    const { document, located } = storedDocument([answerWith(cp1252)])
    expect(await Promise.all([document.text(), document.text(), document.text()])).toEqual([table, table, table])
    expect(located()).toBe(1)
  })

  test('that has expired is asked for anew, once', async () => {
    const { document, located, requests } = storedDocument([expiredAnswer(), answerWith(cp1252)])
    expect(await document.text()).toBe(table)
    expect(located()).toBe(2)
    expect(requests.map((request) => request.url.slice(-3))).toEqual(['n=1', 'n=2'])
  })

  test('that has expired although it is fresh is an error', async () => {
    const { document, located } = storedDocument([expiredAnswer(), expiredAnswer()])
    const error = await errorOf(document.text())
    expect(error).toMatchObject({ code: 'URL_EXPIRED', status: 403, storeCode: 'AccessDenied', requestId: 'STORE1' })
    expect(located()).toBe(2)
  })

  test('is never seen: not in an error, its cause, an event or the document itself', async () => {
    const leaking = new TypeError(`Failed to parse URL from ${secretUrl}`, { cause: new Error(secretUrl) })
    const { document, events } = storedDocument([leaking, leaking, leaking, expiredAnswer])
    const network = await errorOf(document.text())
    const expired = await errorOf(document.text())
    expect([network.code, expired.code]).toEqual(['NETWORK', 'URL_EXPIRED'])
    for (const value of [network, expired, events, document]) {
      const seen = inspect(value, { depth: null, showHidden: true, getters: true }) + JSON.stringify(value)
      expect(seen).not.toContain('SIGNATURE')
      expect(seen).not.toContain('documents.example')
    }
  })
})

describe('a download that does not begin', () => {
  const fault = () => new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })

  test.each([
    ['a network fault', fault],
    ['status 503', () => storeError(503, 'SlowDown')],
    ['status 500', () => storeError(500, 'InternalError')],
  ])('is tried again after %s', async (_what, answer) => {
    const { document, clock, located } = storedDocument([answer(), answer(), answerWith(cp1252)])
    expect(await document.text()).toBe(table)
    expect(clock.slept).toEqual([500, 1000])
    expect(located()).toBe(1)
  })

  const page = () => new Response('<html><body>Sorry</body></html>', { headers: { 'content-type': 'text/html' } })

  test('is tried again where a web page comes in its place, and then is an error that says so', async () => {
    const known = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' }
    expect(await storedDocument([page(), answerWith(cp1252)], known).document.text()).toBe(table)
    expect(await errorOf(storedDocument([page], known).document.text())).toMatchObject({
      code: 'REFUSED',
      status: 200,
      message: expect.stringContaining('web page'),
    })
  })

  test('may be a web page where nobody knows the report type', async () => {
    expect(await storedDocument([page]).document.text()).toContain('Sorry')
  })

  test('is not waited for where a refusal never ends', async () => {
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

  test('is given up after three attempts', async () => {
    const { document, requests } = storedDocument([fault()])
    expect(await errorOf(document.text())).toMatchObject({ code: 'NETWORK', cause: { code: 'ECONNRESET' } })
    expect(requests).toHaveLength(3)
  })

  test('is an error at once where the store refuses', async () => {
    const { document, requests } = storedDocument([storeError(403, 'SignatureDoesNotMatch')])
    expect(await errorOf(document.text())).toMatchObject({
      code: 'REFUSED',
      status: 403,
      storeCode: 'SignatureDoesNotMatch',
      requestId: 'STORE2',
    })
    expect(requests).toHaveLength(1)
  })

  test('passes on what asking for the address failed with', async () => {
    const locate = async () => {
      throw new Error('no token left')
    }
    const { document } = storedDocument([], { locate })
    await expect(document.text()).rejects.toThrow('no token left')
  })
})

describe('a document that ends too early', () => {
  test('is an error where fewer bytes came than were announced', async () => {
    const { document } = storedDocument([answerWith(cp1252, { 'content-length': '1000' })])
    for (const reading of [document.text(), bytesOf(document.raw()), collect(document.rows())]) {
      expect(await errorOf(reading)).toMatchObject({
        code: 'TRUNCATED',
        message: expect.stringContaining(`${cp1252.length} bytes instead of the announced 1000`),
      })
    }
  })

  test('is an error where its compressed bytes are cut', async () => {
    const { document } = storedDocument([answerWith(gzipSync(cp1252).subarray(0, -4))])
    expect(await errorOf(document.text())).toMatchObject({ code: 'TRUNCATED', cause: { code: 'Z_BUF_ERROR' } })
    expect(await errorOf(collect(document.rows()))).toMatchObject({ code: 'TRUNCATED' })
  })

  test('is an error where the connection is cut', async () => {
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

  test('is no error where fetch has inflated it and the length is that of the compressed bytes', async () => {
    const headers = { 'content-encoding': 'gzip', 'content-length': '3' }
    const { document } = storedDocument([answerWith(cp1252, headers)])
    expect(await document.text()).toBe(table)
  })

  test('is another error where its compressed bytes are damaged', async () => {
    const stored = gzipSync(cp1252)
    stored[stored.length - 5] = (stored[stored.length - 5] ?? 0) ^ 0xff
    const { document } = storedDocument([answerWith(stored)])
    expect(await errorOf(document.text())).toMatchObject({ code: 'CORRUPT' })
  })
})

describe('a reader who leaves', () => {
  const first = Buffer.from(`a\tb\n${'1\t2\n'.repeat(2_000)}`)

  test('ends the download by cancelling the stream, also while it waits for the store', async () => {
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

  test('fetches nothing when the signal had been aborted before', async () => {
    const { document, located } = storedDocument([])
    await expect(document.text({ signal: AbortSignal.abort(new Error('too late')) })).rejects.toThrow('too late')
    expect(located()).toBe(0)
  })
})

describe('a store that falls silent', () => {
  test('is asked again after a minute, and given up after six', async () => {
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

  test('is not mistaken for a reader who takes long', async () => {
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
