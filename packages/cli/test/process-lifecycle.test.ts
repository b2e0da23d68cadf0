import { closeSync, existsSync, openSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ChildProgram } from './support/child-program.ts'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const inventory = 'GET_FBA_MYI_ALL_INVENTORY_DATA'
const suppressed = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA'
const returns = 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE'

let shop: EmulatedShop

beforeAll(async () => {
  shop = await emulatedShop()
  const row = `${'x'.repeat(100)}\t1\n`
  shop.emulator.addFixtures({
    reportTypes: [
      { reportType: inventory, processingStatus: 'FATAL' },
      { reportType: listings, marketplaceId: 'ATVPDKIKX0DER', processingStatus: 'FATAL' },
      { reportType: suppressed, document: { content: `sku\tquantity\n${row.repeat(200_000)}` } },
    ],
  })
})

afterAll(() => shop[Symbol.asyncDispose]())

/** Runs the built program with the shop's credentials. */
async function runChild(...args: string[]) {
  await using program = new ChildProgram({ env: shop.env }, ...args, '--endpoint', shop.emulator.url)
  return await program.result
}

/** Runs the built program with other variables and a ledger of its own. */
async function runWith(name: string, variables: Record<string, string>, ...args: string[]) {
  const env = { ...shop.env, REPORTLINE_LEDGER: join(shop.folder, `${name}.db`), ...variables }
  await using program = new ChildProgram({ env }, ...args)
  return await program.result
}

/** Two accounts of one seller, in different regions. */
async function twoRegions(): Promise<Record<string, string>> {
  const { clientId, clientSecret, refreshToken } = shop.emulator.credentials.sellingPartner
  const path = join(shop.folder, 'two-regions.yaml')
  const login = { clientId, clientSecret, refreshToken, endpoint: shop.emulator.url }
  const accounts = { eu: { ...login, region: 'eu' }, na: { ...login, region: 'na' } }
  await writeFile(path, JSON.stringify({ profiles: { shop: { accounts } } }), { mode: 0o600 })
  return { REPORTLINE_CONFIG: path }
}

describe.concurrent('the process', () => {
  test('exits with the code of what happened', async () => {
    const url = shop.emulator.url
    const folder = join(shop.folder, 'some/')
    const window = ['--from', '2026-01-01', '--to', '2026-01-02']
    const results = {
      done: runChild('run', listings, '-m', 'DE'),
      missingColumn: runChild('run', listings, '-m', 'FR', '--columns', 'none'),
      unknownOption: runChild('run', listings, '--nonsense'),
      cancelled: runChild('run', returns, '-m', 'DE', ...window),
      refused: runWith('4', { LWA_CLIENT_SECRET: 'wrong' }, 'run', listings, '-m', 'DE', '--endpoint', url),
      deadline: runChild('run', 'GET_XML_BROWSE_TREE_DATA', '-m', 'DE', '--timeout', '0s'),
      fatal: runChild('run', inventory, '-m', 'DE'),
      network: runWith('7', {}, 'run', listings, '-m', 'DE', '--endpoint', 'http://127.0.0.1:1'),
      partly: runWith('8', await twoRegions(), 'run', listings, '-m', 'US,DE', '--profile', 'shop', '-o', folder),
    }
    const codes: Record<string, unknown> = {}
    for (const [name, result] of Object.entries(results)) codes[name] = (await result).code
    expect(codes).toEqual({
      done: 0,
      missingColumn: 1,
      unknownOption: 2,
      cancelled: 3,
      refused: 4,
      deadline: 5,
      fatal: 6,
      network: 7,
      partly: 8,
    })
  })

  test('exits with 130 after Ctrl-C and says how to continue, and resume delivers the same report', async () => {
    await using slow = await emulatedShop('sellingPartner', {}, { durations: { inQueue: 60_000, inProgress: 0 } })
    const endpoint = ['--endpoint', slow.emulator.url]
    await using program = new ChildProgram({ env: slow.env }, 'run', listings, '-m', 'DE', ...endpoint)
    await program.told(/requested, report \d+/)
    program.process.kill('SIGINT')
    const { code, stdout, stderr } = await program.result
    expect([code, stdout]).toEqual([130, ''])
    const [, job = ''] = /To continue: reportline resume (\S+)\n/.exec(stderr) ?? []
    const [, reportId = ''] = /requested, report (\d+)/.exec(stderr) ?? []
    await slow.emulator.advance(60_000)
    const resumed = await slow.run('resume', job, ...endpoint, '--format', 'csv')
    expect(resumed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^item-name,/) })
    expect(resumed.stderr).toContain(`report ${reportId} is DONE`)
  })

  test('ends quietly if the reader of its output ends, like head', async () => {
    const args = ['run', suppressed, '-m', 'DE', '-q', '--format', 'csv', '--endpoint', shop.emulator.url]
    await using program = new ChildProgram({ env: shop.env }, ...args)
    expect(await program.line()).toBe('sku,quantity')
    program.process.stdout?.destroy()
    const { code, stdout, stderr } = await program.result
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.length).toBeLessThan(10_000_000)
  })

  test('continues without progress if nobody reads stderr', async () => {
    const args = ['run', listings, '-m', 'DE', '--endpoint', shop.emulator.url]
    await using program = new ChildProgram({ env: shop.env }, ...args)
    program.process.stderr?.destroy()
    expect(await program.result).toMatchObject({ code: 0, stdout: expect.stringMatching(/^item-name,/) })
  })

  test.skipIf(!existsSync('/dev/full'))('tells that the disk of stdout is full', async () => {
    const stdout = openSync('/dev/full', 'w')
    try {
      for (const args of [['types'], ['parse', '-', '--format', 'csv']]) {
        await using program = new ChildProgram({ stdout }, ...args)
        program.process.stdin?.end('sku\tname\nA\tB\n')
        const { code, stderr } = await program.result
        expect([code, stderr]).toEqual([1, expect.stringContaining('The disk is full. Free some space')])
      }
    } finally {
      closeSync(stdout)
    }
  })
})

test('nine processes with one ledger share its rate limits: none is throttled by Amazon', async () => {
  await using busy = await emulatedShop('sellingPartner', {}, { durations: { inQueue: 600_000, inProgress: 0 } })
  // Two reports each: more than the burst of 15 that Amazon allows.
  const processes = Array.from({ length: 9 }, (_, index) => {
    const day = (number: number) => new Date(Date.UTC(2025, index, number)).toISOString().slice(0, 10)
    const args = ['run', 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL', '-m', 'DE', '--from', day(1)]
    const output = ['--to', day(46), '--debug', '--timeout', '3s', '-o', join(busy.folder, `${index}/`)]
    return new ChildProgram({ env: busy.env }, ...args, ...output, '--endpoint', busy.emulator.url)
  })
  const results = await Promise.all(processes.map(({ result }) => result))
  expect(results.map(({ code }) => code)).toEqual(results.map(() => 5))
  const told = results.map(({ stderr }) => stderr).join('')
  expect(told).not.toMatch(/: 429 in/)
  expect(told.match(/createReport: 202 in/g)).toHaveLength(15)
})
