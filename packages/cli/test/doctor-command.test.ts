import { chmod, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileLedger } from '@reportline/reports/file-ledger'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkReportTypes } from '../src/commands/doctor/ledger-checks.ts'
import { checkClock, checkNode, freeSpaceCheck } from '../src/commands/doctor/machine-checks.ts'
import { describeError } from '../src/errors/describe-error.ts'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'
import { Program } from './support/program.ts'

interface ShownCheck {
  readonly name: string
  readonly status: string
  readonly message: string
  readonly suggestion?: string
  readonly account?: string
}

describe('reportline doctor', () => {
  let shop: EmulatedShop

  beforeEach(async () => {
    shop = await emulatedShop()
  })
  afterEach(() => shop[Symbol.asyncDispose]())

  const doctor = (...args: string[]) => shop.run('doctor', '--endpoint', shop.emulator.url, ...args)

  async function checks(...args: string[]): Promise<{ code: number; status: string; checks: ShownCheck[] }> {
    const { code, stdout } = await doctor('--json', ...args)
    return { code, ...(JSON.parse(stdout) as { status: string; checks: ShownCheck[] }) }
  }

  test('prints a line for each check', async () => {
    const { code, stdout, stderr } = await doctor()
    expect([code, stderr]).toEqual([0, ''])
    const names = stdout.trimEnd().split('\n')
    expect(names).toEqual([
      expect.stringMatching(/^ok {7}Node: v/),
      expect.stringMatching(/^ok {7}configuration: .* does not exist yet$/),
      expect.stringMatching(/^ok {7}ledger: .* does not exist yet$/),
      expect.stringMatching(/ disk of the ledger: .* MiB free in /),
      expect.stringMatching(/ disk of the current folder: .* MiB free in /),
      expect.stringMatching(/^ok {7}clock: differs from Amazon’s by \d+ s$/),
      expect.stringMatching(
        /^ok {7}account \(selling-partner\): selling-partner, region eu: the credentials and the role/,
      ),
      expect.stringMatching(/^ok {7}schedules \(selling-partner\): can be listed$/),
    ])
  })

  test('exits with 4 if Amazon refuses the credentials, and says what to do', async () => {
    shop.emulator.addFixtures({ revokedTokens: [shop.emulator.credentials.sellingPartner.refreshToken] })
    const result = await checks()
    expect(result).toMatchObject({ code: 4, status: 'problem' })
    expect(result.checks.find(({ name }) => name === 'account')).toMatchObject({
      ...{ status: 'problem', account: 'selling-partner' },
      suggestion: expect.stringContaining('Check the credentials'),
    })
  })

  test('exits with 1 if there are no credentials, and says how to add them', async () => {
    const env = { REPORTLINE_CONFIG: join(shop.folder, 'none.yaml'), REPORTLINE_LEDGER: shop.ledger }
    const { code, stdout } = await new Program(['doctor'], { env }).result
    expect([code, stdout]).toEqual([
      1,
      expect.stringMatching(/problem {2}accounts: There are no credentials.*reportline init/s),
    ])
  })

  test.skipIf(process.platform === 'win32')('finds a configuration that others can read', async () => {
    const path = join(shop.folder, 'config.yaml')
    await writeFile(path, 'profiles: {}\n')
    await chmod(path, 0o644)
    expect((await checks()).checks).toContainEqual({
      ...{ name: 'configuration', status: 'problem' },
      message: expect.stringContaining(`Run: chmod 600 ${JSON.stringify(path)}`),
    })
  })

  test('finds a damaged ledger', async () => {
    await writeFile(shop.ledger, 'this is no database, and long enough to have a header '.repeat(100))
    const result = await checks()
    expect(result.code).toBe(1)
    expect(result.checks.find(({ name }) => name === 'ledger')).toMatchObject({ status: 'problem' })
  })

  test('warns about unfinished jobs that are older than a day', async () => {
    await using ledger = fileLedger({ path: shop.ledger })
    const job = {
      ...{ id: 'job-1', version: 1, account: 'selling-partner', reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' },
      ...{ requestedAt: '2026-01-01T00:00:00.000Z', step: 'creating', request: {} },
    }
    await ledger.add({ job: job as never, requestKey: 'key', hasDocument: false })
    expect((await checks()).checks).toContainEqual({
      ...{ name: 'jobs', status: 'warning', message: expect.stringContaining('job-1') },
      suggestion: expect.stringContaining('reportline resume'),
    })
  })

  test.skipIf(process.platform === 'win32')('warns about a client secret that is about to expire', async () => {
    const { clientId, clientSecret, refreshToken } = shop.emulator.credentials.sellingPartner
    const file = join(shop.folder, 'secret')
    await writeFile(file, clientSecret, { mode: 0o600 })
    const old = new Date(Date.now() - 160 * 86_400_000)
    await utimes(file, old, old)
    const profile = { clientId, clientSecret: 'file:secret', accounts: { eu: { region: 'eu', refreshToken } } }
    await writeFile(join(shop.folder, 'config.yaml'), JSON.stringify({ profiles: { shop: profile } }), { mode: 0o600 })
    const result = await checks('--profile', 'shop')
    expect(result.code).toBe(0)
    expect(result.checks).toContainEqual({
      ...{ name: 'client secret', account: 'eu', status: 'warning', message: 'written 160 days ago' },
      suggestion: expect.stringContaining('expires after 180 days'),
    })
  })

  test('leaves nothing behind but the ledger', async () => {
    await doctor()
    const names = await readdir(shop.folder)
    expect(names.filter((name) => !name.startsWith('ledger.db'))).toEqual([])
  })
})

describe('the checks of doctor', () => {
  test('suggest a newer version of Node if a module of Node is missing', () => {
    const error = Object.assign(new Error('No such built-in module: node:sqlite'), {
      code: 'ERR_UNKNOWN_BUILTIN_MODULE',
    })
    expect(describeError(error)).toMatchObject({
      exitCode: 1,
      suggestions: [expect.stringContaining('Install Node 22.13')],
    })
  })

  test.each([
    [0, 'ok'],
    [59, 'ok'],
    [-120, 'warning'],
    [3600, 'problem'],
  ])('a clock that is %d s ahead is %s', (seconds, status) => {
    expect(checkClock(1_000_000_000, 1_000_000_000 + seconds * 1000)).toMatchObject({ status })
  })

  test.each([
    ['v22.12.0', 'problem'],
    ['v22.13.0', 'ok'],
    ['v24.0.1', 'ok'],
    ['v20.19.0', 'problem'],
  ])('Node %s is %s', (version, status) => {
    expect(checkNode(version)).toMatchObject({ status })
  })

  test.each([
    [50, 'problem'],
    [500, 'warning'],
    [5000, 'ok'],
  ])('%d MiB of free space are %s', (free, status) => {
    expect(freeSpaceCheck('disk', '/', free * 1024 ** 2)).toMatchObject({ status })
  })

  test('warns about report types that Amazon removes, and names the replacement', () => {
    const types = ['GET_MERCHANT_LISTINGS_ALL_DATA', 'GET_VENDOR_SALES_DIAGNOSTIC_REPORT']
    expect(checkReportTypes(types, 'has a schedule', 'eu')).toEqual([
      {
        ...{ name: 'report type', account: 'eu', status: 'warning' },
        message: expect.stringContaining('GET_VENDOR_SALES_DIAGNOSTIC_REPORT'),
        suggestion: 'Use GET_VENDOR_SALES_REPORT instead.',
      },
    ])
  })
})
