import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { Program } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

describe('reportline init', () => {
  let emulator: Emulator
  let folder: TemporaryFolder
  let env: Record<string, string>

  beforeEach(async () => {
    folder = await temporaryFolder()
    emulator = await startEmulator()
    env = {
      REPORTLINE_CONFIG: join(folder.path, 'sub', 'config.yaml'),
      REPORTLINE_LEDGER: join(folder.path, 'ledger.db'),
    }
  })
  afterEach(async () => {
    await emulator.stop()
    await folder[Symbol.asyncDispose]()
  })

  const readConfig = async () => parse(await readFile(env.REPORTLINE_CONFIG ?? '', 'utf8')) as unknown

  test('asks for what is missing, writes the secrets to files, and tries the account', async () => {
    const { clientId, clientSecret, refreshToken } = emulator.credentials.sellingPartner
    const input = new PassThrough()
    await using program = new Program(['init', '--profile', 'shop', '--endpoint', emulator.url], {
      input,
      env,
      isTTY: true,
    })
    const answers = [
      [/Which API\?/, '\r'],
      // The second choice.
      [/Which region\?/, '\u001b[B\r'],
      [/Client id/, `${clientId}\r`],
      [/Client secret/, `${clientSecret}\r`],
      [/Refresh token/, `${refreshToken}\r`],
    ] as const
    for (const [question, answer] of answers) {
      await program.errorOutput(question)
      input.write(answer)
    }
    const { code, stdout, stderr } = await program.result
    expect([code, stdout]).toEqual([
      0,
      'Amazon accepts the account eu. Get a report: reportline run TYPE --profile shop\n',
    ])
    for (const secret of [clientSecret, refreshToken]) expect(stderr).not.toContain(secret)
    expect(await readConfig()).toEqual({
      profiles: {
        shop: {
          ...{ clientId, clientSecret: 'file:shop.client-secret' },
          accounts: { eu: { region: 'eu', endpoint: emulator.url, refreshToken: 'file:shop-eu.refresh-token' } },
        },
      },
    })
    const files = ['config.yaml', 'shop.client-secret', 'shop-eu.refresh-token'].map((name) =>
      join(folder.path, 'sub', name),
    )
    expect(await readFile(files[2] ?? '', 'utf8')).toBe(`${refreshToken}\n`)
    if (process.platform === 'win32') return
    for (const file of files) expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  test('refers to credentials in the environment without copying them', async () => {
    const { clientId, clientSecret, refreshToken } = emulator.credentials.business
    const credentials = { LWA_CLIENT_ID: clientId, LWA_CLIENT_SECRET: clientSecret, LWA_REFRESH_TOKEN: refreshToken }
    const args = ['init', '--api', 'business', '--region', 'jp', '--endpoint', emulator.url, '--json', '-q']
    const { code, stdout, stderr } = await new Program(args, { env: { ...env, ...credentials } }).result
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({
      ...{ profile: 'default', account: 'business-jp', api: 'business', region: 'jp', config: env.REPORTLINE_CONFIG },
    })
    expect(await readConfig()).toEqual({
      profiles: {
        default: {
          ...{ clientId: 'env:LWA_CLIENT_ID', clientSecret: 'env:LWA_CLIENT_SECRET' },
          accounts: {
            'business-jp': {
              api: 'business',
              region: 'jp',
              endpoint: emulator.url,
              refreshToken: 'env:LWA_REFRESH_TOKEN',
            },
          },
        },
      },
    })
  })

  test('adds an account of Amazon Pay', async () => {
    const { publicKeyId, privateKey, region } = emulator.credentials.pay
    const credentials = { AMAZON_PAY_PUBLIC_KEY_ID: publicKeyId, AMAZON_PAY_PRIVATE_KEY: privateKey }
    const args = ['init', '--api', 'pay', '--region', region, '--environment', 'live', '--endpoint', emulator.url]
    const { code, stderr } = await new Program(args, { env: { ...env, ...credentials } }).result
    expect([code, stderr]).toEqual([0, expect.stringContaining(`Wrote the account pay-${region}`)])
  })

  test('exits with 4 if Amazon refuses the account', async () => {
    const credentials = { LWA_CLIENT_ID: 'id', LWA_CLIENT_SECRET: 'planted-secret', LWA_REFRESH_TOKEN: 'planted-token' }
    const args = ['init', '--region', 'eu', '--endpoint', emulator.url]
    const { code, stdout, stderr } = await new Program(args, { env: { ...env, ...credentials } }).result
    expect([code, stdout, stderr]).toEqual([4, '', expect.not.stringContaining('planted')])
  })

  test.each([
    [[], '--region is missing'],
    [['--region', 'eu'], '--client-id is missing'],
    [['--region', 'eu', '--client-id', 'x'], 'LWA_CLIENT_SECRET is missing'],
    [['--api', 'pay', '--region', 'eu'], '--public-key-id is missing'],
    [['--api', 'pay', '--region', 'eu', '--public-key-id', 'key'], '--environment is missing'],
    [['--api', 'pay', '--region', 'eu', '--public-key-id', 'LIVE-key'], 'AMAZON_PAY_PRIVATE_KEY is missing'],
    [['--api', 'pay', '--region', 'fe'], '--region must be one of: na, eu, jp.'],
  ])('without a terminal, with the arguments %j names what is missing', async (args, message) => {
    const { code, stderr } = await new Program(['init', ...args], { env }).result
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})
