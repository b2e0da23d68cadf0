import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { get } from 'node:https'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { amazonPaySignature } from '@reportline/auth/amazon-pay'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { writeKeyFiles } from '../src/commands/emulator/key-files.ts'
import { stopSignals } from '../src/terminal.ts'
import { ChildProgram } from './support/child-program.ts'
import { Program, run } from './support/program.ts'

interface JsonLine {
  url: string
  httpsUrl?: string
  certificate?: string
  sellingPartner: { clientId: string; clientSecret: string; refreshToken: string; sellerId: string }
  pay: { publicKeyId: string; privateKey: string; region: string }
}

async function jsonLine(program: Program): Promise<JsonLine> {
  return JSON.parse(await program.output()) as JsonLine
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('reportline emulator', () => {
  test('--json prints one line with the address and valid credentials', async () => {
    await using program = new Program(['emulator', '--port', '0', '--json'])
    const { url, sellingPartner } = await jsonLine(program)
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: sellingPartner.refreshToken,
      client_id: sellingPartner.clientId,
      client_secret: sellingPartner.clientSecret,
    })
    const response = await fetch(`${url}/auth/o2/token`, { method: 'POST', body })
    expect([response.status, await response.json()]).toMatchObject([200, { token_type: 'bearer' }])
    const { stdout, stderr } = await program.stop()
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(stderr).toBe('')
  })

  test('--json prints a valid key for Amazon Pay', async () => {
    await using program = new Program(['emulator', '--json'])
    const { url, httpsUrl, certificate, pay } = await jsonLine(program)
    expect([httpsUrl, certificate]).toEqual([undefined, undefined])
    const request = new Request(`${url}/live/v2/reports`)
    const response = await fetch(await amazonPaySignature(pay).authorize(request))
    expect([response.status, await response.json()]).toEqual([200, { reports: [] }])
  })

  test('--https --json prints an address with https and its certificate', async () => {
    await using program = new Program(['emulator', '--https', '--json'])
    const { httpsUrl = '', certificate = '' } = await jsonLine(program)
    const status = await new Promise<number | undefined>((resolve, reject) => {
      get(`${httpsUrl}/live/v2/reports`, { ca: certificate }, (response) => resolve(response.resume().statusCode)).once(
        'error',
        reject,
      )
    })
    expect(status).toBe(400)
  })

  test('prints the paths of the key and the certificate, which only the user can read and which are deleted at the end', async () => {
    await using program = new Program(['emulator', '--https'])
    const output = await program.output()
    expect(output).toMatch(/it is also listening on https:\/\/127\.0\.0\.1:\d+$/m)
    expect(output).not.toContain('-----BEGIN')
    const [, certificate = ''] = /NODE_EXTRA_CA_CERTS=(\S+)/.exec(output) ?? []
    const [, privateKey = ''] = /^ {2}privateKey +(\S+)$/m.exec(output) ?? []
    expect(certificate).toMatch(/certificate\.pem$/)
    expect(privateKey).toMatch(/pay-private-key\.pem$/)
    expect(statSync(privateKey).mode & 0o777).toBe(0o600)
    expect(readFileSync(privateKey, 'utf8')).toMatch(/^-----BEGIN PRIVATE KEY-----\n/)
    expect(await program.stop('SIGINT')).toMatchObject({ code: 0 })
    expect([existsSync(certificate), existsSync(privateKey)]).toEqual([false, false])
  })

  test.each(stopSignals)('leaves no key file if %s arrives while it writes them', async (signal) => {
    const folder = mkdtempSync(join(tmpdir(), 'emulator-command-'))
    vi.stubEnv('TMPDIR', folder)
    await using program = new Program(['emulator'])
    await program.waiting
    expect(await program.stop(signal)).toMatchObject({ code: 0 })
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('leaves no key file if one of them cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'emulator-command-'))
    vi.stubEnv('TMPDIR', folder)
    // Node writes no object to a file.
    const emulator = JSON.parse('{ "credentials": { "pay": { "privateKey": "key" } }, "certificate": {} }')
    await expect(writeKeyFiles(emulator)).rejects.toThrow(TypeError)
    expect(readdirSync(folder)).toEqual([])
    rmSync(folder, { recursive: true })
  })

  test('stops the emulator and exits with 1 if the key cannot be written to a file', async () => {
    vi.stubEnv('TMPDIR', join(tmpdir(), 'reportline-missing-folder'))
    const port = String(await findFreePort())
    await using program = new Program(['emulator', '--port', port])
    expect(await program.result).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('ENOENT') })
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed')
  })

  test.each(stopSignals)('stops immediately on %s, with open connections', async (signal) => {
    await using program = new ChildProgram('emulator', '--json')
    const { url } = JSON.parse(await program.line()) as JsonLine
    await (await fetch(url)).text()
    program.process.kill(signal)
    expect(await program.result).toMatchObject({ code: 0, signal: null })
    await expect(fetch(url)).rejects.toThrow('fetch failed')
  })

  test('prints its address and what to try', async () => {
    await using program = new Program(['emulator'])
    const output = await program.output()
    expect(output).toMatch(/^The emulator is listening on http:\/\/127\.0\.0\.1:\d+$/m)
    for (const part of ['sellingPartner\n  clientId', '/auth/o2/token', '/_emulator/advance', '/_emulator/fixtures']) {
      expect(output).toContain(part)
    }
  })

  test('passes the durations and the time to the emulator', async () => {
    const durations = ['--in-queue', '1m', '--in-progress', '500ms']
    await using program = new Program(['emulator', '--json', ...durations, '--now', '2026-03-04T12:00:00Z'])
    const { url } = await jsonLine(program)
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${url}/_emulator/advance`, { method: 'POST', headers, body: '{"milliseconds":0}' })
    expect(await response.json()).toEqual({ now: expect.stringMatching(/^2026-03-04T12:/) })
  })

  test('prints warnings to stderr and continues', async () => {
    // Nothing listens on port 1.
    await using program = new Program(['emulator', '--json', '--sqs-endpoint', 'http://127.0.0.1:1'])
    const { url, sellingPartner } = await jsonLine(program)
    const response = await fetch(`${url}/auth/o2/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        scope: 'sellingpartnerapi::notifications',
        client_id: sellingPartner.clientId,
        client_secret: sellingPartner.clientSecret,
      }),
    })
    const { access_token } = (await response.json()) as { access_token: string }
    const arn = 'arn:aws:sqs:us-east-1:000000000000:reports'
    const created = await fetch(`${url}/notifications/v1/destinations`, {
      method: 'POST',
      headers: { 'x-amz-access-token': access_token, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'queue', resourceSpecification: { sqs: { arn } } }),
    })
    expect(created.status).toBe(200)
    const { code, stderr } = await program.stop()
    const warning = `Cannot check whether Amazon may send to the queue ${arn}, because its policy cannot be read`
    expect([code, stderr]).toEqual([0, `reportline: ${warning}\n`])
  })

  test('--host 0.0.0.0 warns that other machines can reach the emulator, and prints the control token', async () => {
    await using program = new Program(['emulator', '--host', '0.0.0.0', '--control-token', 'token-of-this-test'])
    expect(await program.output()).toContain("-H 'Authorization: Bearer token-of-this-test'")
    const { stderr } = await program.stop()
    expect(stderr).toMatch(/^reportline: The emulator listens on 0\.0\.0\.0, so other machines can reach it/)
  })

  test('does not print the control token on loopback', async () => {
    await using program = new Program(['emulator'])
    expect(await program.output()).not.toContain('Bearer')
  })

  test('--help lists its options', async () => {
    const { code, stdout } = await run('emulator', '--help')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Usage: reportline emulator \[options\]/)
    for (const option of [
      '--port PORT',
      '--host ADDRESS',
      '--public-url URL',
      '--control-token TOKEN',
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

  const portRule = 'must be a whole number from 0 to 65535 (0 selects any free port)'
  test.each([
    [['--prot', '1'], "Unknown option '--prot'. Did you mean --port?"],
    [['extra'], "Too many arguments for 'emulator'. Expected 0 arguments but got 1: extra."],
    [['--port'], "Option '--port PORT' argument missing."],
    [['--port', 'abc'], `--port ${portRule}, not "abc"`],
    [['--port', '70000'], `--port ${portRule}, not 70000`],
    [['--https-port', '70000'], `--https-port ${portRule}, not 70000`],
    [['--in-queue', 'soon'], '--in-queue must be a duration like 500ms, 5s or 2m, not "soon"'],
    [['--in-progress', '-5s'], '--in-progress must be a duration like 500ms, 5s or 2m, not "-5s"'],
    [['--in-progress=-5s'], '--in-progress must be a duration like 500ms, 5s or 2m, not "-5s"'],
    [['--sqs-endpoint', 'localhost'], '--sqs-endpoint must be a URL like http://127.0.0.1:4566, not "localhost"'],
    [
      ['--public-url', 'emulator'],
      '--public-url must be a URL without a path, like http://emulator:4500, not "emulator"',
    ],
    [['--control-token', 'short'], '--control-token must be a string of at least 16 visible ASCII characters'],
    [['--in-queue', '100000000m'], '--in-queue must be at most 36525 days in milliseconds, not 6000000000000'],
    [['--now', 'noon'], '--now must be a date and time like 2026-03-04T12:00:00Z, not "noon"'],
  ])('with the arguments %j prints an error and exits with 2', async (args, message) => {
    const { code, stdout, stderr } = await run('emulator', ...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(`reportline emulator: ${message}\nTry: reportline emulator --help\n`)
  })

  test('exits with 1 if the port is in use', async () => {
    await using program = new Program(['emulator', '--json'])
    const { port } = new URL((await jsonLine(program)).url)
    expect(await run('emulator', '--port', port)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: `reportline emulator: Port ${port} on 127.0.0.1 is in use. Choose another port, or 0 for any free one.\n`,
    })
  })
})
