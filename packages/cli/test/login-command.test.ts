import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { consentUrl } from '../src/commands/setup/consent-url.ts'
import { Program, type ProgramOptions } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

const code = 'ANplantedCode'
const loopback = ['--redirect-uri', 'http://127.0.0.1:0/callback']

describe('reportline login', () => {
  let emulator: Emulator
  let folder: TemporaryFolder
  let config: string

  beforeEach(async () => {
    folder = await temporaryFolder()
    config = join(folder.path, 'config.yaml')
    emulator = await startEmulator()
    emulator.addFixtures({ authorizationCodes: [{ code }] })
  })
  afterEach(async () => {
    await emulator.stop()
    await folder[Symbol.asyncDispose]()
  })

  function login(
    args: readonly string[],
    options: Omit<ProgramOptions, 'env'> & { env?: Record<string, string> } = {},
  ) {
    const { clientId, clientSecret } = emulator.credentials.sellingPartner
    const env = { REPORTLINE_CONFIG: config, LWA_CLIENT_ID: clientId, LWA_CLIENT_SECRET: clientSecret, ...options.env }
    const fixed = ['--endpoint', emulator.url, '--application-id', 'amzn1.sp.solution.1']
    return new Program(['login', ...fixed, ...args], { ...options, env })
  }

  /** The consent page that the command asks the user to open. */
  async function consentPage(program: Program): Promise<URL> {
    return new URL(await program.errorOutput(/http:\S+(consent|oauth)\?\S+/))
  }

  /** What Amazon does after the consent. */
  function redirectOf(page: URL, parameters: Record<string, string>): string {
    const url = new URL(page.searchParams.get('redirect_uri') ?? '')
    const all = { state: page.searchParams.get('state') ?? '', ...parameters }
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value)
    return url.href
  }

  test('receives the redirect, and stores a refresh token that only the user can read', async () => {
    await using program = login(['--region', 'eu', '--json', ...loopback])
    const page = await consentPage(program)
    expect(page.searchParams.get('application_id')).toBe('amzn1.sp.solution.1')
    const response = await fetch(redirectOf(page, { spapi_oauth_code: code, selling_partner_id: 'A1' }))
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Return to the terminal')])
    const { code: exitCode, stdout } = await program.result
    expect([exitCode, JSON.parse(stdout)]).toEqual([
      0,
      {
        ...{ profile: 'default', account: 'eu', api: 'selling-partner', region: 'eu', config },
        refreshToken: 'file:default-eu.refresh-token',
      },
    ])
    expect(parse(await readFile(config, 'utf8'))).toEqual({
      profiles: {
        default: {
          clientId: 'env:LWA_CLIENT_ID',
          clientSecret: 'env:LWA_CLIENT_SECRET',
          applicationId: 'amzn1.sp.solution.1',
          accounts: { eu: { region: 'eu', refreshToken: 'file:default-eu.refresh-token' } },
        },
      },
    })
    const tokenFile = join(folder.path, 'default-eu.refresh-token')
    expect(await readFile(tokenFile, 'utf8')).toMatch(/^Atzr\|\S+\n$/)
    if (process.platform !== 'win32') {
      for (const path of [config, tokenFile]) expect((await stat(path)).mode & 0o777).toBe(0o600)
    }
  })

  test('stores a token with which the account can be used', async () => {
    await using program = login(['--region', 'eu', ...loopback])
    await fetch(redirectOf(await consentPage(program), { spapi_oauth_code: code }))
    expect((await program.result).code).toBe(0)
    const { clientId, clientSecret } = emulator.credentials.sellingPartner
    const env = { LWA_CLIENT_ID: clientId, LWA_CLIENT_SECRET: clientSecret, REPORTLINE_CONFIG: config }
    const args = ['doctor', '--profile', 'default', '--endpoint', emulator.url, '--ledger', join(folder.path, 'l.db')]
    const { code: exitCode, stdout } = await new Program(args, { env }).result
    expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^ok +account \(eu\)/m)])
  })

  test('accepts the URL that the user pastes, after one that belongs to another login', async () => {
    const input = new PassThrough()
    await using program = login(['--region', 'eu', '--redirect-uri', 'https://example.com/callback'], { input })
    const page = await consentPage(program)
    input.write('not a URL\n')
    input.write(`${redirectOf(page, { spapi_oauth_code: 'other', state: 'other' })}\n`)
    await program.errorOutput(/parameter state differs/)
    input.write(`${redirectOf(page, { spapi_oauth_code: code })}\n`)
    expect(await program.result).toMatchObject({ code: 0, stderr: expect.stringContaining('This is not a URL.') })
  })

  test.each([
    ['another state', { spapi_oauth_code: code, state: 'x' }, 'parameter state differs'],
    ['no code', {}, 'has no parameter spapi_oauth_code'],
  ])('refuses a redirect with %s, and goes on waiting', async (_what, parameters, message) => {
    await using program = login(['--region', 'eu', ...loopback])
    const page = await consentPage(program)
    const response = await fetch(redirectOf(page, parameters))
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining(message)])
    await fetch(redirectOf(page, { spapi_oauth_code: code }))
    expect((await program.result).code).toBe(0)
  })

  test('answers other paths with 404', async () => {
    await using program = login(['--region', 'eu', ...loopback])
    const url = new URL(redirectOf(await consentPage(program), { spapi_oauth_code: code }))
    expect((await fetch(new URL('/favicon.ico', url))).status).toBe(404)
  })

  test('exits with 4 if the owner of the account refuses, and writes nothing', async () => {
    await using program = login(['--region', 'eu', ...loopback])
    await fetch(redirectOf(await consentPage(program), { error: 'access_denied' }))
    expect(await program.result).toMatchObject({ code: 4, stderr: expect.stringContaining('access_denied') })
    await expect(stat(config)).rejects.toThrow('ENOENT')
  })

  test('exits with 4 if the code is invalid, without printing it', async () => {
    await using program = login(['--region', 'eu', ...loopback])
    await fetch(redirectOf(await consentPage(program), { spapi_oauth_code: 'ANinvalidCode' }))
    const { code: exitCode, stdout, stderr } = await program.result
    expect([exitCode, stdout + stderr]).toEqual([4, expect.not.stringContaining('ANinvalidCode')])
  })

  test('keeps the comments and the other accounts of the configuration', async () => {
    const { clientId } = emulator.credentials.sellingPartner
    const na = 'na: { region: na, refreshToken: env:NA } # home'
    const text = `# mine\nprofiles:\n  shop:\n    clientId: ${clientId}\n    accounts:\n      ${na}\n`
    await writeFile(config, text, { mode: 0o600 })
    await using program = login(['--region', 'eu', '--account', 'europe', ...loopback])
    await fetch(redirectOf(await consentPage(program), { spapi_oauth_code: code }))
    expect((await program.result).code).toBe(0)
    const written = await readFile(config, 'utf8')
    expect(written).toContain('# mine\n')
    expect(written).toContain(na)
    expect(parse(written)).toMatchObject({
      profiles: { shop: { clientId, accounts: { europe: { refreshToken: 'file:shop-europe.refresh-token' } } } },
    })
  })

  test('ends on a signal', async () => {
    await using program = login(['--region', 'eu', ...loopback])
    await consentPage(program)
    expect(await program.stop('SIGINT')).toMatchObject({ code: 130 })
  })

  test.each([
    [[], '--region must be one of: na, eu, fe.'],
    [['--region', 'jp'], '--region must be one of: na, eu, fe.'],
    [['--api', 'business', '--region', 'fe'], '--region must be one of: na, eu, jp.'],
    [['-m', 'XX'], 'Unknown marketplace "XX"'],
    [['-m', 'DE', '--redirect-uri', 'localhost'], '--redirect-uri must be a URL such as'],
    [['-m', 'DE', '--redirect-uri', 'https://example.com/'], 'No URL was pasted.'],
  ])('with the arguments %j exits with 2', async (args, message) => {
    await using program = login(args)
    expect(await program.result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) })
  })
})

describe('consentUrl', () => {
  const request = {
    applicationId: 'app',
    redirectUri: 'https://example.com/',
    state: 's',
    draft: false,
    endpoint: undefined,
  }

  test.each([
    ['selling-partner', 'na', undefined, 'https://sellercentral.amazon.com/apps/authorize/consent'],
    ['selling-partner', 'eu', undefined, 'https://sellercentral-europe.amazon.com/apps/authorize/consent'],
    ['selling-partner', 'fe', undefined, 'https://sellercentral.amazon.co.jp/apps/authorize/consent'],
    ['selling-partner', 'eu', 'TR', 'https://sellercentral.amazon.com.tr/apps/authorize/consent'],
    ['business', 'eu', 'UK', 'https://www.amazon.co.uk/b2b/abws/oauth'],
    ['business', 'jp', undefined, 'https://www.amazon.co.jp/b2b/abws/oauth'],
  ] as const)('of %s in %s, marketplace %s, is %s', (api, region, marketplace, page) => {
    const url = new URL(consentUrl({ ...request, api, region, marketplace }))
    expect(url.origin + url.pathname).toBe(page)
    expect(Object.fromEntries(url.searchParams)).toEqual({
      [api === 'business' ? 'applicationId' : 'application_id']: 'app',
      ...{ state: 's', redirect_uri: 'https://example.com/' },
    })
  })

  test('marks the application as a draft', () => {
    const url = consentUrl({ ...request, api: 'selling-partner', region: 'na', marketplace: undefined, draft: true })
    expect(url).toMatch(/&version=beta$/)
  })
})
