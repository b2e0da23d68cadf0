import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandDefinition } from '../src/definitions/command-definition.ts'
import { commands } from '../src/registry.ts'
import { ChildProgram } from './support/child-program.ts'
import { Program } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

const plantedAccessToken = 'Atza|planted-access-token'
/** The highest level, because it prints what the lower ones print, and more. */
const verbosities = [
  ['--verbose', '--debug'],
  ['--verbose', '--debug', '--json'],
]
/** Client secrets, refresh tokens, access tokens, restricted data tokens, private keys and presigned URLs. */
const secretPatterns = [/amzn1\.oa2-cs\./, /Atz[ar]\|/, /Atz\.sprdt/, /PRIVATE KEY/, /X-Amz-Signature/i]

/** Commands that use the accounts of a profile. `init` and `login` ask for their secrets, and have tests of their own. */
const definitions = commands
  .map(({ definition }) => definition)
  .filter(({ name, options }) => 'profile' in options && name !== 'init' && name !== 'login')

describe('secrets', () => {
  let folder: TemporaryFolder
  let emulator: Emulator
  let echo: Server
  let env: Record<string, string>
  let secrets: string[]

  beforeAll(async () => {
    folder = await temporaryFolder()
    emulator = await startEmulator()
    echo = createServer(async (request, response) => {
      const answer = await echoResponse(request)
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    }).listen(0, '127.0.0.1')
    await once(echo, 'listening')
    const { sellingPartner, business, pay } = emulator.credentials
    const login = (api: string, region: string, { clientId, clientSecret, refreshToken }: typeof sellingPartner) => ({
      ...{ api, region, clientId, clientSecret, refreshToken },
    })
    const accounts = {
      eu: login('selling-partner', 'eu', sellingPartner),
      na: login('selling-partner', 'na', sellingPartner),
      'business-eu': login('business', 'eu', business as typeof sellingPartner),
      'business-na': login('business', 'na', business as typeof sellingPartner),
      pay: {
        api: 'pay',
        region: pay.region,
        publicKeyId: pay.publicKeyId,
        privateKey: pay.privateKey,
        environment: 'live',
      },
    }
    const config = join(folder.path, 'config.yaml')
    await writeFile(config, JSON.stringify({ profiles: { planted: { accounts } } }), { mode: 0o600 })
    env = { REPORTLINE_CONFIG: config, REPORTLINE_LEDGER: join(folder.path, 'ledger.db') }
    const keyLines = pay.privateKey.split('\n').filter((line) => line.length > 40)
    const tokens = [sellingPartner, business].flatMap(({ clientSecret, refreshToken }) => [clientSecret, refreshToken])
    secrets = [...tokens, ...keyLines, plantedAccessToken]
  })
  afterAll(async () => {
    echo.close()
    echo.closeAllConnections()
    await emulator.stop()
    await folder[Symbol.asyncDispose]()
  })

  /** Runs the examples of a command, with other options. Returns everything that it prints. */
  async function output(definition: CommandDefinition, options: readonly string[], verbosity: readonly string[]) {
    const known = verbosity.filter((option) => option.slice(2) in definition.options)
    const texts = definition.examples.map(async ({ command }) => {
      const [, ...args] = command.replace(' --emulator', '').split(' ')
      await using own = await temporaryFolder()
      const all = { ...env, REPORTLINE_LEDGER: join(own.path, 'ledger.db') }
      const { stdout, stderr } = await new Program([...args, ...options, ...known], { env: all, cwd: own.path }).result
      return stdout + stderr
    })
    return (await Promise.all(texts)).join('\n')
  }

  function expectNoSecrets(text: string): void {
    for (const secret of secrets) expect(text).not.toContain(secret)
    for (const pattern of secretPatterns) expect(text).not.toMatch(pattern)
  }

  test.each(definitions)('are not printed by $name at the highest verbosity', async (definition) => {
    const texts = await Promise.all(verbosities.map((verbosity) => output(definition, ['--emulator'], verbosity)))
    expectNoSecrets(texts.join('\n'))
  })

  test.each(definitions)(
    'are not printed by $name if the errors of a server repeat the request',
    async (definition) => {
      const { port } = echo.address() as AddressInfo
      const options = ['--profile', 'planted', '--endpoint', `http://127.0.0.1:${port}`]
      const texts = await Promise.all(verbosities.map((verbosity) => output(definition, options, verbosity)))
      expectNoSecrets(texts.join('\n'))
    },
  )

  test('are removed from what that server repeats', async () => {
    const { port } = echo.address() as AddressInfo
    const endpoint = `http://127.0.0.1:${port}`
    const args = ['reports', 'get', '1', '--profile', 'planted', '--account', 'eu', '--endpoint', endpoint]
    const { code, stderr } = await new Program(args, { env }).result
    expect([code, stderr]).toEqual([1, expect.stringContaining('/reports/2021-06-30/reports/1')])
    expect(stderr).toContain('[removed]')
    expectNoSecrets(stderr)
  })

  test('match the patterns that these tests look for', () => {
    const { sellingPartner, business, pay } = emulator.credentials
    const all = [sellingPartner, business].flatMap(({ clientSecret, refreshToken }) => [clientSecret, refreshToken])
    for (const secret of [...all, pay.privateKey, plantedAccessToken]) {
      expect(secretPatterns.some((pattern) => pattern.test(secret))).toBe(true)
    }
  })

  test('are not values of options', () => {
    const names = commands.flatMap(({ definition }) => Object.keys(definition.options))
    // The token of the emulator's clock is not a secret of Amazon.
    const secretNames = names.filter((name) => /secret|token|password|private/.test(name) && name !== 'control-token')
    expect(secretNames).toEqual([])
  })

  test.skipIf(process.platform !== 'linux')('do not appear in the list of processes', async () => {
    await using program = new ChildProgram('emulator', '--json')
    const started = JSON.parse(await program.line()) as {
      sellingPartner: { clientSecret: string; refreshToken: string }
    }
    // Other tests that run at the same time use the same credentials, so only this process is looked at.
    const args = await readFile(`/proc/${program.process.pid}/cmdline`, 'utf8')
    expect(args).toContain('emulator\0--json')
    for (const secret of [...secrets, started.sellingPartner.clientSecret, started.sellingPartner.refreshToken]) {
      expect(args).not.toContain(secret)
    }
  })
})

/** A server that quotes the secrets of each request in its error. */
async function echoResponse(request: IncomingMessage): Promise<{ status: number; body: object }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (request.url === '/auth/o2/token') {
    return { status: 200, body: { access_token: plantedAccessToken, token_type: 'bearer', expires_in: 3600 } }
  }
  const message = JSON.stringify([request.url, request.headers, Buffer.concat(chunks).toString()])
  return {
    status: 400,
    body: { errors: [{ code: 'InvalidInput', message, details: message }], reasonCode: 'X', message },
  }
}
