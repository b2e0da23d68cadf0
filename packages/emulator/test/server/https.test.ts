import { X509Certificate } from 'node:crypto'
import { get } from 'node:https'
import { describe, expect, test } from 'vitest'
import { startEmulator } from '../../src/index.ts'
import { fixedClock } from '../support/fixed-clock.ts'
import { startPayClient } from '../support/pay-client.ts'

function fetchTrusting(url: string, ca: string | undefined): Promise<[number | undefined, string]> {
  return new Promise((resolve, reject) => {
    const request = get(url, { ...(ca === undefined ? {} : { ca }), agent: false }, (response) => {
      let text = ''
      response.on('data', (part: Buffer) => {
        text += String(part)
      })
      response.on('end', () => resolve([response.statusCode, text]))
    })
    request.on('error', reject)
  })
}

describe('https', () => {
  test('is off by default', async () => {
    await using emulator = await startEmulator({ https: false })
    expect([emulator.httpsUrl, emulator.certificate]).toEqual([undefined, undefined])
  })

  test('serves the same emulator to clients that trust its certificate', async () => {
    await using client = await startPayClient({ https: true })
    const { httpsUrl = '', certificate } = client.emulator
    expect(httpsUrl).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
    const path = '/live/v2/report-schedules'
    expect(await fetchTrusting(httpsUrl + path, certificate)).toEqual([400, expect.stringContaining('MissingHeader')])
    const { port } = new URL(httpsUrl)
    expect((await fetchTrusting(`https://localhost:${port}${path}`, certificate))[0]).toBe(400)
    await expect(fetchTrusting(httpsUrl + path, undefined)).rejects.toThrow(/self-signed certificate/)
  })

  test('serves document URLs with http and https', async () => {
    await using client = await startPayClient({ https: true })
    client.emulator.addFixtures({ documents: [{ reportDocumentId: 'id', content: 'text' }] })
    const { url } = (await client.get('/live/v2/report-documents/id')) as { url: string }
    const { httpsUrl = '', certificate } = client.emulator
    expect(await (await fetch(url)).text()).toBe('text')
    expect(await fetchTrusting(url.replace(client.emulator.url, httpsUrl), certificate)).toEqual([200, 'text'])
  })

  test('has a self-signed certificate that is valid for this machine now', async () => {
    await using emulator = await startEmulator({ https: true, clock: fixedClock })
    const certificate = new X509Certificate(emulator.certificate ?? '')
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
    expect([certificate.ca, certificate.checkHost('localhost'), certificate.checkIP('127.0.0.1')]).toEqual([
      true,
      'localhost',
      '127.0.0.1',
    ])
    expect(certificate.validFromDate < new Date() && new Date() < certificate.validToDate).toBe(true)
  })

  test('listens on the given port, and rejects a port in use', async () => {
    await using first = await startEmulator({ https: true })
    const port = Number(new URL(first.httpsUrl ?? '').port)
    const starting = startEmulator({ https: { port } })
    await expect(starting).rejects.toThrow(`Port ${port} on 127.0.0.1 is in use`)
    await first.stop()
    await using second = await startEmulator({ https: { port } })
    expect(second.httpsUrl).toBe(`https://127.0.0.1:${port}`)
  })

  test.each([
    [{ https: 'yes' }, 'https must be true, false or an object with a port, not "yes"'],
    [{ https: { port: -1 } }, 'https.port must be a whole number from 0 to 65535'],
    [{ https: { cert: '' } }, 'Unknown field `https.cert`. Expected one of: port'],
    [{ pay: { key: '' } }, 'Unknown field `pay.key`. Expected one of: publicKeyId, privateKey, scheduleConflict'],
    [{ pay: { publicKeyId: 'A B' } }, 'pay.publicKeyId must be a string of visible ASCII characters'],
    [{ pay: { privateKey: 'x' } }, 'pay.privateKey is not a PEM'],
    [{ pay: { scheduleConflict: { status: 200 } } }, 'pay.scheduleConflict.status must be a whole number from 400'],
    [{ pay: { scheduleConflict: { reasonCode: '' } } }, 'pay.scheduleConflict.reasonCode must be a non-empty string'],
  ])('rejects %j', async (options, message) => {
    // @ts-expect-error: wrong on purpose
    await expect(startEmulator(options)).rejects.toThrow(message)
  })
})
