import { existsSync, readFileSync, statSync } from 'node:fs'
import { get } from 'node:https'
import { amazonPaySignature } from '@reportline/auth/amazon-pay'
import { describe, expect, test } from 'vitest'
import { Program, run } from './support.ts'

interface Announcement {
  url: string
  httpsUrl?: string
  certificate?: string
  sellingPartner: { clientId: string; clientSecret: string; refreshToken: string; sellerId: string }
  pay: { publicKeyId: string; privateKey: string; region: string }
}

async function announced(program: Program): Promise<Announcement> {
  return JSON.parse(await program.line()) as Announcement
}

describe('reportline emulator', () => {
  test('--json prints one line with the address and credentials that work', async () => {
    await using program = new Program('emulator', '--port', '0', '--json')
    const { url, sellingPartner } = await announced(program)
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: sellingPartner.refreshToken,
      client_id: sellingPartner.clientId,
      client_secret: sellingPartner.clientSecret,
    })
    const answer = await fetch(`${url}/auth/o2/token`, { method: 'POST', body })
    expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: 'bearer' }])
    program.child.kill('SIGTERM')
    const { stdout, stderr } = await program.ended
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toBe('')
  })

  test('--json prints a key for Amazon Pay that signs', async () => {
    await using program = new Program('emulator', '--json')
    const { url, httpsUrl, certificate, pay } = await announced(program)
    expect([httpsUrl, certificate]).toEqual([undefined, undefined])
    const request = new Request(`${url}/live/v2/reports`)
    const answer = await fetch(await amazonPaySignature(pay).authorize(request))
    expect([answer.status, await answer.json()]).toEqual([200, { reports: [] }])
  })

  test('--https --json prints an address with https, and the certificate to trust there', async () => {
    await using program = new Program('emulator', '--https', '--json')
    const { httpsUrl = '', certificate = '' } = await announced(program)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(`${httpsUrl}/live/v2/reports`, { ca: certificate }, (answer) => resolve(answer.resume().statusCode)).once(
        'error',
        reject,
      )
    })
    expect(status).toBe(400)
  })

  test('tells people where the key and the certificate lie, for as long as it runs', async () => {
    await using program = new Program('emulator', '--https')
    await program.line()
    program.child.kill('SIGINT')
    const { code, stdout } = await program.ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/^With https, for clients that speak nothing else: https:\/\/127\.0\.0\.1:\d+$/m)
    const [, certificate = ''] = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(stdout) ?? []
    const [, privateKey = ''] = /^ {2}privateKey +(\S+)$/m.exec(stdout) ?? []
    expect(certificate).toMatch(/certificate\.pem$/)
    expect(privateKey).toMatch(/pay-private-key\.pem$/)
    expect(stdout).not.toContain('-----BEGIN')
    expect([existsSync(certificate), existsSync(privateKey)]).toEqual([false, false])
  })

  test('lets nobody else read the private key', async () => {
    await using program = new Program('emulator')
    let line = await program.line()
    while (!line.startsWith('  privateKey')) line = await program.line()
    const path = line.slice('  privateKey'.length).trim()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(readFileSync(path, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    program.child.kill('SIGTERM')
    await program.ended
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('obeys %s at once, with connections open', async (signal) => {
    await using program = new Program('emulator', '--json')
    const { url } = await announced(program)
    await (await fetch(url)).text()
    program.child.kill(signal)
    expect(await program.ended).toMatchObject({ code: 0, signal: null })
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  test('tells people where it is and what to try', async () => {
    await using program = new Program('emulator')
    expect(await program.line()).toMatch(/^A local Amazon listens at http:\/\/127\.0\.0\.1:\d+$/)
    program.child.kill('SIGINT')
    const { stdout } = await program.ended
    for (const part of ['sellingPartner\n  clientId', '/auth/o2/token', '/_emulator/advance', '/_emulator/fixtures']) {
      expect(stdout).toContain(part)
    }
  })

  test('takes the durations and the time that it is given', async () => {
    const options = [
      '--in-queue',
      '1m',
      '--in-progress',
      '500ms',
      '--now',
      '2026-03-04T12:00:00Z',
      '--host',
      '127.0.0.1',
    ]
    await using program = new Program('emulator', '--json', ...options)
    const { url } = await announced(program)
    const answer = await fetch(`${url}/_emulator/advance`, { method: 'POST', body: '{"milliseconds":0}' })
    expect(await answer.json()).toEqual({ now: expect.stringMatching(/^2026-03-04T12:/) })
  })

  test('says on stderr that the queues cannot be reached, and goes on', async () => {
    // Nothing listens at port 1.
    await using program = new Program('emulator', '--json', '--sqs-endpoint', 'http://127.0.0.1:1')
    const { url, sellingPartner } = await announced(program)
    const answer = await fetch(`${url}/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'sellingpartnerapi::notifications',
        client_id: sellingPartner.clientId,
        client_secret: sellingPartner.clientSecret,
      }),
    })
    const { access_token } = (await answer.json()) as { access_token: string }
    const arn = 'arn:aws:sqs:us-east-1:000000000000:reports'
    const created = await fetch(`${url}/notifications/v1/destinations`, {
      method: 'POST',
      headers: { 'x-amz-access-token': access_token, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'queue', resourceSpecification: { sqs: { arn } } }),
    })
    expect(created.status).toBe(200)
    program.child.kill('SIGTERM')
    const { code, stderr } = await program.ended
    expect([code, stderr]).toEqual([
      0,
      `reportline: Cannot check whether Amazon may send to the queue ${arn}, because its policy cannot be read\n`,
    ])
  })

  test('--help tells its options', async () => {
    const { code, stdout } = await run('emulator', '--help')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Usage: reportline emulator \[options\]/)
    for (const option of [
      '--port PORT',
      '--host ADDRESS',
      '--https ',
      '--https-port PORT',
      '--in-queue DURATION',
      '--in-progress DURATION',
      '--now TIME',
      '--sqs-endpoint URL',
      '--json',
    ]) {
      expect(stdout).toContain(`  ${option}`)
    }
  })

  test.each([
    [['--prot', '1'], "Unknown option '--prot'."],
    [['extra'], "Unexpected argument 'extra'."],
    [['--port'], "Option '--port <value>' argument missing."],
    [['--port', 'abc'], '--port must be a whole number from 0 to 65535 (0 selects any free port), not "abc"'],
    [['--port', '70000'], '--port must be a whole number from 0 to 65535 (0 selects any free port), not 70000'],
    [
      ['--https-port', '70000'],
      '--https-port must be a whole number from 0 to 65535 (0 selects any free port), not 70000',
    ],
    [['--in-queue', 'soon'], '--in-queue must be a duration like 500ms, 5s or 2m, not "soon"'],
    [['--in-progress', '-5s'], "Option '--in-progress' argument is ambiguous."],
    [['--in-progress=-5s'], '--in-progress must be a duration like 500ms, 5s or 2m, not "-5s"'],
    [['--sqs-endpoint', 'localhost'], '--sqs-endpoint must be a URL like http://127.0.0.1:4566, not "localhost"'],
    [['--now', 'noon'], '--now must be a date and time like 2026-03-04T12:00:00Z, not "noon"'],
  ])('called with %j says what is wrong and ends with 2', async (args, message) => {
    const { code, stdout, stderr } = await run('emulator', ...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`reportline emulator: ${message}\nTry: reportline emulator --help\n`)
  })

  test('ends with 1 when the port is taken', async () => {
    await using program = new Program('emulator', '--json')
    const { port } = new URL((await announced(program)).url)
    expect(await run('emulator', '--port', port)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `reportline: Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free one.\n`,
    })
  })
})
