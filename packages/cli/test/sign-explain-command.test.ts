import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { explain, sign } from '@reportline/auth/amazon-pay'
import { afterAll, describe, expect, test } from 'vitest'
import { ChildProgram } from './support/child-program.ts'
import { run, runWithInput } from './support/program.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const folder = mkdtempSync(join(tmpdir(), 'reportline-sign-'))
const keyFile = join(folder, 'public.pem')
writeFileSync(keyFile, publicKey.export({ type: 'spki', format: 'pem' }))
afterAll(() => rmSync(folder, { recursive: true }))

const body = '{"reportType":"é"}'
const parts = { method: 'POST', url: 'https://pay-api.amazon.eu/v2/reports?b=1,2&a=x', headers: {}, body }
const date = Date.parse('2026-03-04T12:00:00Z')
const { headers } = sign(parts, { publicKeyId: 'SANDBOX-A', privateKey, region: 'eu', date })
const signed = { ...parts, headers }

function raw(sent = body, more: readonly string[] = [], lineBreak = '\r\n'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return ['POST /v2/reports?b=1,2&a=x HTTP/1.1', ...lines, ...more, '', sent].join(lineBreak)
}

function explained(input: string, ...options: string[]) {
  return runWithInput(input, 'sign', 'explain', ...options)
}

describe('reportline sign explain', () => {
  test.each(['\r\n', '\n'])('explains a request with the line breaks %j', async (lineBreak) => {
    const { code, stdout, stderr } = await explained(raw(body, [], lineBreak), '--public-key', keyFile)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Signed with the key SANDBOX-A, AMZN-PAY-RSASSA-PSS-V2.')
    expect(stdout).toContain('Canonical request:\n  POST\n  /v2/reports\n  a=x&b=1%2C2\n  accept:application/json\n')
    expect(stdout).toContain(`String to sign:\n  ${explain(signed).request.stringToSign.replace('\n', '\n  ')}\n`)
    expect(stdout).toContain('The signature matches the public key.')
  })

  test('truncates the body to its content-length', async () => {
    const length = `content-length: ${Buffer.byteLength(body)}`
    expect(await explained(raw(`${body}\n`, [length]), '--public-key', keyFile)).toMatchObject({ code: 0 })
  })

  test('finds the cause of an invalid signature and exits with 1', async () => {
    const { code, stdout } = await explained(raw(`${body}\n`), '--public-key', keyFile)
    expect(code).toBe(1)
    expect(stdout).toContain('SIGNATURE_MISMATCH: The signature does not match')
    expect(stdout).toContain('without the line break at the end of the body')
  })

  test('marks the first difference from the string to sign in the response', async () => {
    const other = explain({ ...signed, url: '/v2/reports' }).request.stringToSign
    const message = `Unable to verify signature, signing String [${other}] , signature [x]`
    const { code, stdout } = await explained(raw(), '--string-to-sign', message)
    expect(code).toBe(1)
    expect(stdout).toContain('> a=x&b=1%2C2\n  ^\n')
    expect(stdout).toContain('The other side signs the request without the query.')
  })

  test('exits with 0 if the response contains the same string to sign', async () => {
    const text = explain(signed).request.stringToSign.replace('\n', '\\n')
    const { code, stdout } = await explained(raw(), '--string-to-sign', text)
    expect(code).toBe(0)
    expect(stdout).toContain('Both sides have the same string to sign.')
  })

  test('--help shows examples', async () => {
    const { code, stdout } = await run('sign', 'explain', '--help')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Usage: reportline sign explain \[options\]/)
    for (const part of ['--public-key FILE', '--string-to-sign TEXT', '< request.txt']) expect(stdout).toContain(part)
  })

  test.each([
    ['nothing', '', [], 'must start with a request line'],
    ['something else', 'hello', [], 'must start with a request line'],
    ['a line that is not a header', 'GET / HTTP/1.1\nSECRET\n\n', [], 'Line 2 of the request must be a header'],
    [
      'a content-length that is not a number',
      'GET / HTTP/1.1\ncontent-length: many\n\n{}',
      [],
      'content-length of the request must be',
    ],
    ['no signature', 'GET / HTTP/1.1\naccept: a\n\n', [], 'it has no header authorization'],
    [
      'a key file that is missing',
      raw(),
      ['--public-key', 'none.pem'],
      'Cannot read the file none.pem of --public-key.',
    ],
  ])('with %s as input prints an error and exits with 2', async (_, input, options, message) => {
    const { code, stdout, stderr } = await explained(input, ...options)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`reportline sign explain: `)
    expect(stderr).toContain(message)
    expect(stderr).not.toContain('SECRET')
  })

  test('reads the standard input of the process', async () => {
    await using program = new ChildProgram('sign', 'explain', '--public-key', keyFile)
    program.process.stdin?.end(raw())
    expect(await program.result).toMatchObject({ code: 0, stderr: '' })
  })
})
