import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@reportline/emulator'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Program } from './support/program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'

let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator({ durations: { inQueue: 0, inProgress: 0 } })
})

afterAll(() => emulator.stop())

/** Runs the command with a configuration and a ledger of its own. */
async function run(...args: string[]) {
  return await new Program(args, { env: { REPORTLINE_CONFIG: '/nonexistent/config.yaml' } }).result
}

describe('reportline run', () => {
  test('prints the rows as CSV on stdout, and the progress on stderr', async () => {
    const { code, stdout, stderr } = await run('run', listings, '--marketplace', 'DE', '--emulator')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^item-name,item-description,.*\n"Gärtner’s Handschuhe, Größe 9"" – 2 Paar",/)
    expect(stdout.trimEnd().split('\n')).toHaveLength(7)
    expect(stderr).toMatch(
      new RegExp(`^${listings}: requested, report \\d+\n${listings}: report \\d+ is DONE\n6 rows\n$`),
    )
  })

  test.each([
    ['tsv', /^seller-sku\tprice\nEM-1001\t12\.50\n/],
    ['csv', /^seller-sku,price\nEM-1001,12\.50\n/],
    ['jsonl', /^\{"seller-sku":"EM-1001","price":"12\.50"\}\n\{/],
    ['json', /^\[\n\{"seller-sku":"EM-1001","price":"12\.50"\},\n\{/],
    ['table', /^seller-sku {2}price\nEM-1001 {5}12\.50\n/],
    ['raw', /^item-name\titem-description\t/],
  ])('prints %s', async (format, expected) => {
    const columns = format === 'raw' ? [] : ['--columns', 'seller-sku,price']
    const result = await run('run', listings, '-m', 'de', '--emulator', '--quiet', '--format', format, ...columns)
    expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(expected), stderr: '' })
  })

  test('writes a file that only its owner can read, in the format of its name', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'listings.jsonl')
    const { code, stdout, stderr } = await run('run', listings, '-m', 'DE', '--emulator', '-o', path)
    expect([code, stdout]).toEqual([0, ''])
    expect(stderr).toContain(`6 rows in ${path}\n`)
    expect(JSON.parse((await readFile(path, 'utf8')).split('\n')[0] ?? '')).toMatchObject({ 'seller-sku': 'EM-1001' })
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder.path)).toEqual(['listings.jsonl'])
  })

  test('writes a file for each of several reports to a folder', async () => {
    await using folder = await temporaryFolder()
    const { code } = await run('run', listings, '-m', 'US,DE', '--emulator', '--format', 'csv', '-o', `${folder.path}/`)
    expect(code).toBe(0)
    const names = await readdir(folder.path)
    expect(names.map((name) => name.replace(/\d+\.csv$/, 'ID.csv')).sort()).toEqual([
      `${listings}.eu.ID.csv`,
      `${listings}.na.ID.csv`,
    ])
  })

  test('refuses several reports for stdout before anything is sent', async () => {
    const { code, stderr } = await run('run', listings, '-m', 'US,DE', '--emulator')
    expect(code).toBe(2)
    expect(stderr).toContain('The result is 2 reports. Save each to a file with --output FOLDER/')
  })

  test('--json prints a summary', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'listings.csv')
    const { code, stdout } = await run('run', listings, '-m', 'DE', '--emulator', '-o', path, '--json', '-q')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      results: [{ status: 'done', reportType: listings, written: { path, format: 'csv', rows: 6, warnings: [] } }],
    })
  })

  test('--dry-run prints the reports with their windows, and sends nothing', async () => {
    const window = ['--from', '2026-01-01', '--to', '2026-03-05', '--timezone', 'Europe/Berlin']
    const { code, stdout } = await run(
      ...['run', 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL', '-m', 'DE', ...window],
      ...['--emulator', '--dry-run', '--json'],
    )
    expect(code).toBe(0)
    const { reports } = JSON.parse(stdout) as { reports: { account: string; from: string; to: string }[] }
    expect(reports.map(({ account }) => account)).toEqual(['eu', 'eu', 'eu'])
    expect([reports[0]?.from, reports.at(-1)?.to]).toEqual(['2025-12-31T23:00:00.000Z', '2026-03-04T23:00:00.000Z'])
  })

  test.each([
    [['--from', 'yesterday'], '--from must be a date or a time'],
    [['--from', '2026-02-30'], '--from must be a date or a time'],
    [['--timezone', 'Mars/Olympus'], '--timezone must be UTC or the name of a time zone'],
    [['--option', 'reportPeriod'], '--option must be NAME=VALUE'],
    [['--timeout', 'soon'], '--timeout must be a duration'],
    [['--marketplace', 'XX'], 'Unknown marketplace "XX"'],
    [['--format', 'xlsx'], "argument 'xlsx' is invalid. Allowed choices are"],
    [['--from', '2026-01-02', '--to', '2026-01-01'], '`from` and `to` are in the wrong order'],
  ])('with the arguments %j exits with 2 before anything is sent', async (args, message) => {
    const { code, stdout, stderr } = await run('run', listings, '-m', 'DE', '--emulator', ...args)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(message)
  })

  test('tells why the account of the region cannot serve the request, in terms of the command', async () => {
    const settlement = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
    const { code, stderr } = await run('run', settlement, '-m', 'DE', '--emulator')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^reportline run: GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 cannot be requested/)
    expect(stderr).toContain('To request the report anyway, add --override.')
    expect(stderr).not.toContain('region')
  })

  test('without credentials says how to get some', async () => {
    const { code, stderr } = await run('run', listings, '-m', 'DE')
    expect(code).toBe(2)
    expect(stderr).toContain('Set LWA_CLIENT_ID, LWA_CLIENT_SECRET and LWA_REFRESH_TOKEN')
    expect(stderr).toContain('--emulator')
  })
})

describe('credentials', () => {
  async function runWith(env: Record<string, string>, ...args: string[]) {
    await using folder = await temporaryFolder()
    const all = {
      REPORTLINE_CONFIG: join(folder.path, 'none.yaml'),
      REPORTLINE_LEDGER: join(folder.path, 'l.db'),
      ...env,
    }
    return await new Program(['run', listings, '-m', 'DE', '--timeout', '1m', ...args], { env: all }).result
  }

  test('can be in the environment, and their region is that of the marketplace', async () => {
    const seller = emulator.credentials.sellingPartner
    const env = {
      LWA_CLIENT_ID: seller.clientId,
      LWA_CLIENT_SECRET: seller.clientSecret,
      LWA_REFRESH_TOKEN: seller.refreshToken,
    }
    const result = await runWith(env, '--endpoint', emulator.url, '--dry-run')
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining('selling-partner') })
  })

  test('that Amazon refuses result in the exit code 4, and are not printed', async () => {
    const env = { LWA_CLIENT_ID: 'a', LWA_CLIENT_SECRET: 'planted-secret', LWA_REFRESH_TOKEN: 'planted-token' }
    const { code, stdout, stderr } = await runWith(env, '--endpoint', emulator.url, '--debug')
    expect(code).toBe(4)
    expect(stdout + stderr).not.toMatch(/planted-(secret|token)/)
    expect(stderr).toContain('Check the client id and the client secret')
  })

  test('can be in a profile, with references, and are read when they are needed', async () => {
    await using folder = await temporaryFolder()
    const { clientId, clientSecret, refreshToken } = emulator.credentials.sellingPartner
    await writeFile(join(folder.path, 'refresh-token'), `${refreshToken}\n`, { mode: 0o600 })
    await writeFile(
      join(folder.path, 'config.yaml'),
      `profiles:
  shop:
    clientId: ${clientId}
    clientSecret: env:SHOP_SECRET
    endpoint: ${emulator.url}
    accounts:
      eu: { region: eu, refreshToken: 'file:refresh-token' }
      na: { region: na, refreshToken: 'cmd:exit 3' }
`,
      { mode: 0o600 },
    )
    const env = {
      REPORTLINE_CONFIG: join(folder.path, 'config.yaml'),
      REPORTLINE_LEDGER: join(folder.path, 'ledger.db'),
      SHOP_SECRET: clientSecret,
    }
    const planned = await new Program(['run', listings, '-m', 'US', '--dry-run'], { env }).result
    expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('na') })
    const failed = await new Program(['run', listings, '-m', 'US'], { env }).result
    expect(failed.code).toBe(2)
    expect(failed.stderr).toContain('profiles.shop.accounts.na.refreshToken: the command failed with exit code 3')
  })

  test.skipIf(process.platform === 'win32')('are refused if other users can read the file', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'config.yaml')
    await writeFile(path, 'profiles: {}')
    await chmod(path, 0o644)
    const { code, stderr } = await new Program(['run', listings, '-m', 'DE'], { env: { REPORTLINE_CONFIG: path } })
      .result
    expect(code).toBe(2)
    expect(stderr).toContain(`Other users can read ${path} (permissions 0644). Run: chmod 600 "${path}"`)
  })

  test.each([
    ['profiles: { shop: { accounts: {} } }', 'profiles.shop.accounts must contain an account'],
    ['profiles: { shop: { accounts: { eu: { api: sp } } } }', 'profiles.shop.accounts.eu.api must be one of'],
    ['profiles: { shop: { accounts: { eu: { region: eu, x: 1 } } } }', 'Unknown field profiles.shop.accounts.eu.x'],
    ['profiles: { a: {}, b: {} }', 'Choose one with --profile: a, b'],
    ['profiles: [', 'is not a valid configuration'],
  ])('in an invalid configuration are refused with the field: %s', async (text, message) => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'config.yaml')
    await writeFile(path, text, { mode: 0o600 })
    const env = { REPORTLINE_CONFIG: path, REPORTLINE_LEDGER: join(folder.path, 'ledger.db') }
    const { code, stderr } = await new Program(['run', listings, '-m', 'DE'], { env }).result
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('reportline parse', () => {
  test('reads a file offline, in the charset of its marketplace', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'listings.txt')
    await writeFile(path, Buffer.from('item-name\tseller-sku\tprice\nGröße 9\tA\t12,50\n', 'latin1'))
    const result = await run('parse', path, '--type', listings, '-m', 'DE', '--format', 'csv')
    expect(result).toMatchObject({ code: 0, stdout: 'item-name,seller-sku,price\nGröße 9,A,"12,50"\n' })
  })

  test('reads standard input', async () => {
    const input = 'sku\tname\nA\tCafé\n'
    const result = await new Program(['parse', '-', '--format', 'jsonl', '-q'], { input }).result
    expect(result).toEqual({ code: 0, stdout: '{"sku":"A","name":"Café"}\n', stderr: '' })
  })

  test('reads JSON records, as lines by default', async () => {
    const input = '{"salesAndTrafficByAsin":[{"asin":"A"},{"asin":"B"}]}'
    const result = await new Program(['parse', '-', '-q'], { input }).result
    expect(result).toEqual({ code: 0, stdout: '{"asin":"A"}\n{"asin":"B"}\n', stderr: '' })
  })

  test('refuses nested records as a table', async () => {
    const result = await new Program(['parse', '-', '--format', 'csv'], { input: '[{"asin":"A"}]' }).result
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('Use --format jsonl, json or raw') })
  })

  test('names a file that does not exist', async () => {
    const result = await run('parse', '/nonexistent/file.txt')
    expect(result).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no file /nonexistent/file.txt') })
  })
})

describe('reportline types', () => {
  test('lists the types that match all words', async () => {
    const { code, stdout } = await run('types', 'settlement', 'flat')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^reportType +format +created +group\n/)
    expect(stdout).toMatch(/^GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2 +\S+ +automatically/m)
  })

  test('show describes the options and the columns', async () => {
    const { code, stdout } = await run('types', 'show', 'GET_LEDGER_DETAIL_VIEW_DATA')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^GET_LEDGER_DETAIL_VIEW_DATA\nAPI +selling-partner\n/)
    expect(stdout).toMatch(/^Columns\n {2}Date/m)
  })

  test('show suggests similar types', async () => {
    const { code, stderr } = await run('types', 'show', 'GET_LEDGER_DETAILS_VIEW')
    expect(code).toBe(2)
    expect(stderr).toContain('GET_LEDGER_DETAIL_VIEW_DATA')
  })
})
