import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { networkInterfaces } from 'node:os'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { type EmulatorOptions, startEmulator } from '../../src/index.ts'
import { startClient } from '../support/client.ts'

type Headers = Readonly<Record<string, string>>
type Sent = readonly [status: number | undefined, body: string]

const json = { 'content-type': 'application/json' }
const body = '{"milliseconds": 0}'

/** Sends headers that `fetch` does not let a program choose. */
async function send(url: string, headers: Headers, method = 'GET', content = ''): Promise<Sent> {
  const [response] = (await once(request(url, { method, headers }).end(content), 'response')) as [IncomingMessage]
  return [response.statusCode, await text(response)]
}

/** Starts an emulator that listens on every address. */
async function startExposed(options: EmulatorOptions = {}) {
  const warnings: string[] = []
  const onWarning = (message: string) => warnings.push(message)
  const emulator = await startEmulator({
    host: '0.0.0.0',
    controlToken: 'control-token-of-a-test',
    onWarning,
    ...options,
  })
  const { port } = new URL(emulator.url)
  return { emulator, port, warnings, advance: `${emulator.url}/_emulator/advance` }
}

describe('the emulator', () => {
  test.each(['localhost', 'app.localhost:80', '127.0.0.1:1', '127.8.9.10', '[::1]:4500', 'LOCALHOST'])(
    'serves requests to the host %s',
    async (host) => {
      await using emulator = await startEmulator()
      expect(await send(`${emulator.url}/_emulator/advance`, { ...json, host }, 'POST', body)).toEqual([
        200,
        expect.anything(),
      ])
      expect(await send(`${emulator.url}/reports/2021-06-30/reports/1`, { host })).toEqual([
        403,
        expect.stringContaining('Access token is missing'),
      ])
    },
  )

  test.each(['example.com', 'localhost.example.com', '127.0.0.1.example.com', '10.0.0.7'])(
    'rejects requests to the host %s on every path',
    async (host) => {
      await using client = await startClient({ documents: [{ reportDocumentId: 'id', content: 'text' }] })
      const { url } = client.emulator
      const document = await client.documentUrl('id')
      const paths = ['/_emulator/advance', '/_emulator/fixtures', '/auth/o2/token', '/live/v2/reports', '/', '/unknown']
      for (const target of [...paths.map((path) => url + path), document]) {
        expect(await send(target, { ...json, host }, 'POST', body)).toEqual([
          403,
          expect.stringContaining(`The emulator does not serve the host ${host}. Use localhost or its IP address`),
        ])
      }
    },
  )

  test.each<Headers>([
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: 'http://localhost:1' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('rejects requests of web pages with the headers %j', async (headers) => {
    await using client = await startClient({ documents: [{ reportDocumentId: 'id', content: 'text' }] })
    for (const path of ['/_emulator/advance', '/_emulator/fixtures', '/auth/o2/token', '/sandbox/v2/reports']) {
      expect(await send(client.emulator.url + path, { ...json, ...headers }, 'POST', body)).toEqual([
        403,
        expect.stringContaining('The emulator does not serve the pages of other web sites.'),
      ])
    }
    expect(await send(await client.documentUrl('id'), headers)).toEqual([200, 'text'])
  })

  test('serves requests of its own origin', async () => {
    await using emulator = await startEmulator()
    const headers = { ...json, origin: emulator.url, 'sec-fetch-site': 'same-origin' }
    expect(await send(`${emulator.url}/_emulator/advance`, headers, 'POST', body)).toEqual([200, expect.anything()])
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', undefined])(
    'rejects control requests with the content type %s',
    async (type) => {
      await using emulator = await startEmulator()
      const headers = type === undefined ? {} : { 'content-type': type }
      for (const path of ['/_emulator/advance', '/_emulator/fixtures']) {
        expect(await send(emulator.url + path, headers, 'POST', body)).toEqual([
          415,
          '{"error":"The header content-type must be application/json"}',
        ])
      }
    },
  )

  test('accepts control requests with a charset', async () => {
    await using emulator = await startEmulator()
    const headers = { 'content-type': 'Application/JSON; charset=utf-8' }
    expect(await send(`${emulator.url}/_emulator/advance`, headers, 'POST', body)).toEqual([200, expect.anything()])
  })

  test('warns that other machines can reach it if it does not listen on loopback', async () => {
    const { emulator, warnings } = await startExposed()
    await emulator.stop()
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(warnings).toEqual([
      'The emulator listens on 0.0.0.0, so other machines can reach it and call its APIs: its credentials are not ' +
        'secret. They cannot control it without the control token.',
    ])
  })

  test('serves the host of its public URL, and presigns URLs with it', async () => {
    await using client = await startClient({
      publicUrl: 'http://Emulator.test:4500',
      documents: [{ reportDocumentId: 'id', content: 'text' }],
    })
    const document = await client.documentUrl('id')
    expect(document).toMatch(/^http:\/\/emulator\.test:4500\/documents\//)
    const local = document.replace('http://emulator.test:4500', client.emulator.url)
    expect(await send(local, { host: 'emulator.test:4500' })).toEqual([200, 'text'])
  })

  test.each(['0.0.0.0', 'emulator.test'])('requires the control token for requests to the host %s', async (host) => {
    const { emulator, advance } = await startExposed({ publicUrl: 'http://emulator.test:4500' })
    await using _ = emulator
    const right = `Bearer ${emulator.controlToken}`
    for (const authorization of ['', 'Bearer ', right.slice(0, -1), `${right}a`, emulator.controlToken]) {
      expect(await send(advance, { ...json, host, authorization }, 'POST', body)).toEqual([
        401,
        '{"error":"From another machine, the header authorization must be `Bearer <controlToken>`"}',
      ])
    }
    expect(await send(advance, { ...json, host, authorization: right }, 'POST', body)).toEqual([200, expect.anything()])
    expect(await send(advance, json, 'POST', body)).toEqual([200, expect.anything()])
  })

  const address = Object.values(networkInterfaces())
    .flat()
    .find((own) => own?.family === 'IPv4' && !own.internal)?.address
  test.skipIf(address === undefined)('requires the control token for requests over the network', async () => {
    const { emulator, port } = await startExposed()
    await using _ = emulator
    const advance = `http://${address}:${port}/_emulator/advance`
    expect(await send(advance, json, 'POST', body)).toEqual([401, expect.anything()])
    expect(await send(advance, { ...json, host: 'localhost' }, 'POST', body)).toEqual([401, expect.anything()])
    const authorization = `Bearer ${emulator.controlToken}`
    expect(await send(advance, { ...json, authorization }, 'POST', body)).toEqual([200, expect.anything()])
  })

  test('has a random control token by default', async () => {
    await using first = await startEmulator()
    await using second = await startEmulator()
    expect(first.controlToken).toMatch(/^[\w-]{32}$/)
    expect(second.controlToken).not.toBe(first.controlToken)
  })

  test.each([
    ['/_emulator/fixtures', 65 * 1024 * 1024, 'The body must not be larger than 67108864 bytes'],
    ['/reports/2021-06-30/reports', 1024 * 1024 + 1, 'RequestEntityTooLarge'],
    ['/auth/o2/token', 1024 * 1024 + 1, 'invalid_request'],
    ['/live/v2/reports', 1024 * 1024 + 1, 'BODY_TOO_LARGE'],
  ])('rejects a body that is too large for %s, with or without its length', async (path, bytes, code) => {
    await using emulator = await startEmulator()
    const large = 'a'.repeat(bytes)
    const parts = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(large))
        controller.close()
      },
    })
    for (const init of [{ body: large }, { body: parts, duplex: 'half' }] as RequestInit[]) {
      const response = await fetch(emulator.url + path, { method: 'POST', headers: json, ...init })
      expect([response.status, await response.text()]).toEqual([413, expect.stringContaining(code)])
    }
  })

  test('rejects a body that is nested deeply', async () => {
    await using emulator = await startEmulator()
    const nested = '['.repeat(10_000) + ']'.repeat(10_000)
    const error = '{"error":"The body is not JSON: it is nested more than 100 levels deep"}'
    for (const content of [nested, `{"reports": [${nested}]}`]) {
      expect(await send(`${emulator.url}/_emulator/fixtures`, json, 'POST', content)).toEqual([400, error])
    }
  })
})
