import { describe, expect, test } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { startClient } from './support/client.ts'
import { fixedClock } from './support/fixed-clock.ts'

describe('startEmulator', () => {
  test.each([
    [{ port: 'abc' }, 'port must be a whole number from 0 to 65535 (0 selects any free port), not "abc"'],
    [{ port: 70_000 }, 'port must be a whole number from 0 to 65535 (0 selects any free port), not 70000'],
    [{ port: -1 }, 'port must be a whole number'],
    [{ host: '' }, 'host must be a non-empty string, not ""'],
    [{ durations: { inQueue: -1 } }, 'durations.inQueue must be a number of milliseconds, zero or more, not -1'],
    [{ durations: { inProgress: Number.NaN } }, 'durations.inProgress must be a number of milliseconds'],
    [{ durations: { inQueue: 1e300 } }, 'durations.inQueue must be at most 36525 days in milliseconds, not 1e+300'],
    [{ publicUrl: 'emulator:4500' }, 'publicUrl must be a URL without a path, like http://emulator:4500, not "emul'],
    [{ publicUrl: 'http://emulator/path' }, 'publicUrl must be a URL without a path'],
    [{ controlToken: 'short' }, 'controlToken must be a string of at least 16 visible ASCII characters'],
    [{ durations: { queue: 1 } }, 'Unknown field `durations.queue`. Expected one of: inQueue, inProgress'],
    [{ clock: {} }, 'clock must be an object with a function now()'],
    [{ prot: 1 }, 'Unknown field `options.prot`. Expected one of: port, host, publicUrl, controlToken, '],
    [{ documents: [{}] }, 'documents[0].reportDocumentId is missing'],
    [null, 'options must be an object, not null'],
  ])('rejects %j', async (options, message) => {
    // @ts-expect-error: wrong on purpose
    const starting = startEmulator(options)
    await expect(starting).rejects.toThrow(TypeError)
    await expect(starting).rejects.toThrow(message)
  })

  test('rejects a port in use', async () => {
    await using first = await startEmulator()
    const port = Number(new URL(first.url).port)
    await expect(startEmulator({ port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free one.`,
    )
  })

  test('rejects an address of another machine', async () => {
    await expect(startEmulator({ host: '192.0.2.1' })).rejects.toThrow('Cannot listen on 192.0.2.1:0')
  })

  test('has the same credentials at every start', async () => {
    await using first = await startEmulator()
    await using second = await startEmulator()
    expect(first.credentials.sellingPartner).toEqual(second.credentials.sellingPartner)
    expect(first.credentials.business).toEqual(second.credentials.business)
    expect(first.credentials.pay.publicKeyId).toBe(second.credentials.pay.publicKeyId)
    expect(first.credentials.sellingPartner).toEqual({
      clientId: expect.stringMatching(/^amzn1\.application-oa2-client\.[0-9a-f]{32}$/),
      clientSecret: expect.stringMatching(/^amzn1\.oa2-cs\.v1\.[0-9a-f]{64}$/),
      refreshToken: expect.stringMatching(/^Atzr\|/),
      sellerId: expect.stringMatching(/^A[0-9A-F]{13}$/),
    })
  })

  test('generates a private key for Amazon Pay once per start', async () => {
    await using first = await startEmulator()
    await using second = await startEmulator()
    const { privateKey } = first.credentials.pay
    expect(first.credentials.pay).toEqual({
      publicKeyId: expect.stringMatching(/^A[0-9A-F]{23}$/),
      privateKey,
      region: 'na',
    })
    expect(privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    expect(second.credentials.pay.privateKey).not.toBe(privateKey)
  })

  test('has the documents in its options', async () => {
    await using client = await startClient({ documents: [{ reportDocumentId: 'id', content: 'text' }] })
    expect(await (await fetch(await client.documentUrl('id'))).text()).toBe('text')
  })

  test('keeps reports in the queue for 5 seconds and in progress for 6 seconds by default', async () => {
    await using client = await startClient()
    const reportId = await client.createReport()
    const states: (string | undefined)[] = []
    for (const later of [4_999, 1, 5_999, 1]) {
      client.emulator.advance(later)
      states.push((await client.report(reportId)).processingStatus)
    }
    expect(states).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'IN_PROGRESS', 'DONE'])
  })

  test('rejects a negative number of milliseconds in advance', async () => {
    await using emulator = await startEmulator({ clock: fixedClock })
    expect(() => emulator.advance(-1)).toThrow(
      new TypeError('milliseconds must be a number of milliseconds, zero or more, not -1'),
    )
  })

  test.each([1e300, 8e15, 7_000 * 366 * 24 * 3600_000])(
    'rejects moving the clock by %d milliseconds',
    async (duration) => {
      await using emulator = await startEmulator({ clock: fixedClock })
      expect(() => emulator.advance(duration)).toThrow(
        new TypeError(
          `milliseconds must be less: the clock must stay before 9000-01-01, not ${JSON.stringify(duration)}`,
        ),
      )
      expect(emulator.now()).toBe(fixedClock.now())
    },
  )

  test('stops immediately with open connections, and can be stopped again', async () => {
    const client = await startClient()
    await client.token()
    await client.emulator.stop()
    await client.emulator.stop()
    await expect(fetch(client.emulator.url)).rejects.toThrow('fetch failed')
  })

  test('does not change globals', async () => {
    const { Request: request, Response: response } = globalThis
    await using emulator = await startEmulator()
    await fetch(emulator.url)
    expect([globalThis.Request, globalThis.Response]).toEqual([request, response])
  })

  test('names an unknown path', async () => {
    await using emulator = await startEmulator()
    const response = await fetch(`${emulator.url}/feeds/2021-06-30/feeds`)
    expect([response.status, await response.text()]).toEqual([
      404,
      expect.stringContaining('The emulator does not serve GET /feeds/2021-06-30/feeds'),
    ])
  })
})
