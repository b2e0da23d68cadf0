import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ReportFixture } from '@reportline/emulator'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'
import { Program } from './support/program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const settlementType = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
const payType = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SETTLEMENT_DATA_'

/** Runs a command with an emulator of its own. */
async function run(...args: string[]) {
  const env = { REPORTLINE_CONFIG: '/nonexistent/config.yaml' }
  return await new Program([...args, '--emulator'], { env }).result
}

function parse<T>(json: string): T {
  return JSON.parse(json) as T
}

describe('reportline reports', () => {
  test('list prints a table with stable columns', async () => {
    const { code, stdout, stderr } = await run('reports', 'list', settlementType, '-m', 'DE')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^reportId +reportType +status +created +from +to +account\n/)
    expect(stdout).toMatch(new RegExp(`^50010020000 +${settlementType} +DONE +2\\S+Z +2\\S+Z +2\\S+Z +eu$`, 'm'))
  })

  test('list prints the reports of all APIs with the same fields', async () => {
    const { stdout } = await run('reports', 'list', payType, '--json')
    expect(parse(stdout)).toEqual({
      reports: [
        {
          account: 'pay',
          api: 'pay',
          reportId: 'A0500100200000',
          reportType: payType,
          processingStatus: 'COMPLETED',
          reportDocumentId: 'amzn1.tortuga.3.settlement',
          createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
          dataStartTime: expect.stringMatching(/^\d{4}-/),
          dataEndTime: expect.stringMatching(/^\d{4}-/),
        },
      ],
    })
  })

  test.each([
    ['selling-partner', [listings, '--account', 'eu'], 'in-queue,done', ['50011020000']],
    ['selling-partner', [listings, '--account', 'eu'], 'cancelled', []],
    ['pay', [payType], 'done', ['A0500100200000']],
    ['pay', [payType], 'in-queue', []],
  ])('list filters reports of %s by status: %j %s', async (_api, args, status, ids) => {
    const { code, stdout } = await run('reports', 'list', ...args, '--status', status, '--json')
    expect(code).toBe(0)
    expect(parse<{ reports: { reportId: string }[] }>(stdout).reports.map(({ reportId }) => reportId)).toEqual(ids)
  })

  test('list suggests report types that are similar to an unknown one', async () => {
    const { stderr } = await run('reports', 'list', 'GET_MERCHANT_LISTING_ALL_DATA', '--account', 'eu')
    expect(stderr).toMatch(
      /^The catalogue does not have GET_MERCHANT_LISTING_ALL_DATA\. Did you mean .*GET_MERCHANT_LISTINGS_ALL_DATA/,
    )
  })

  test('list filters by age', async () => {
    const { stdout } = await run('reports', 'list', settlementType, '-m', 'DE', '--since', '1d', '--json')
    expect(parse(stdout)).toEqual({ reports: [] })
  })

  test('get prints one field per line, and JSON with --json', async () => {
    const text = await run('reports', 'get', '50010020000', '--account', 'eu')
    expect(text.stdout).toMatch(/^reportDocumentId +amzn1\.spdoc\.1\.settlement$/m)
    const json = await run('reports', 'get', '50010020000', '--account', 'eu', '--json')
    expect(parse(json.stdout)).toMatchObject({ account: 'eu', reportId: '50010020000', processingStatus: 'DONE' })
  })

  test('get of an unknown report prints what Amazon says, and the request id', async () => {
    const { code, stdout } = await run('reports', 'get', '1', '--account', 'eu', '--json')
    expect(code).toBe(1)
    expect(parse(stdout)).toMatchObject({ error: { code: 'API_ERROR', status: 404, requestId: expect.any(String) } })
  })

  test('cancel cancels a report that is in the queue', async () => {
    const result = await run('reports', 'cancel', '50011020000', '--account', 'eu')
    expect(result).toEqual({ code: 0, stdout: 'Cancelled report 50011020000\n', stderr: '' })
  })

  test.each([
    [['reports', 'list'], "Missing required argument 'TYPE'"],
    [['reports', 'list', listings, '-m', 'XX'], 'Unknown marketplace "XX"'],
    [['reports', 'list', payType, '-m', 'DE'], `No account of the API pay serves ${payType} in DE`],
    [['reports', 'list', listings, '--status', 'DONE'], 'Allowed choices are in-queue, in-progress, done'],
    [['reports', 'list', listings, '--since', 'yesterday'], '--since must be a date or a time'],
    [['reports', 'get', '1'], 'Choose one with --account.'],
    [['reports', 'cancel', '1', '--account', 'pay'], 'Amazon Pay has no call that cancels a report'],
    [['documents', 'get', 'a', '--json', '--account', 'eu'], '--json prints a summary on stdout'],
    [['collect', listings, '-m', 'DE'], 'Save each to a file with --output FOLDER/'],
    [['settlements', '--format', 'csv'], 'Add --output FOLDER/ to save them'],
  ])('with the arguments %j exits with 2', async (args, message) => {
    const { code, stderr } = await run(...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('reportline documents get', () => {
  test('prints the rows of a document', async () => {
    const { code, stdout } = await run(
      ...['documents', 'get', 'amzn1.spdoc.1.settlement', '--type', settlementType, '-m', 'DE', '-q'],
      ...['--columns', 'transaction-type,amount', '--format', 'tsv'],
    )
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^transaction-type\tamount\n\t\nOrder\t24\.95\n/)])
  })
})

describe('reportline collect', () => {
  let shop: EmulatedShop

  beforeEach(async () => {
    shop = await emulatedShop()
  })
  afterEach(() => shop[Symbol.asyncDispose]())

  function addReport(reportId: string, fields: Pick<ReportFixture, 'processingStatus'> & Partial<ReportFixture>): void {
    const report = { reportId, reportType: settlementType, marketplaceIds: ['A1PA6795UKMFR9'], ...fields }
    shop.emulator.addFixtures({ reports: [report] })
  }

  const done = (text: string) => ({
    processingStatus: 'DONE' as const,
    reportDocumentId: `document-${text}`,
    document: { content: `settlement-id\tamount\r\n${text}\t1\r\n` },
  })

  const collect = (...args: string[]) =>
    shop.run('collect', settlementType, '--endpoint', shop.emulator.url, '-o', `${shop.folder}/new/`, ...args)

  test('saves each report once', async () => {
    addReport('1', done('first'))
    const first = await collect('--json', '-q', '--format', 'csv')
    expect(first.code).toBe(0)
    expect(parse(first.stdout)).toMatchObject({
      results: [{ status: 'done', reportId: '1', account: 'selling-partner', written: { rows: 1, format: 'csv' } }],
    })
    addReport('2', done('second'))
    const second = await collect('--format', 'csv')
    expect(second).toMatchObject({ code: 0, stdout: '', stderr: expect.stringMatching(/^1 rows in .*\.2\.csv\n$/) })
    expect(await collect()).toMatchObject({ code: 0, stderr: 'There are no new reports.\n' })
    const names = await readdir(join(shop.folder, 'new'))
    expect(names).toHaveLength(2)
    const texts = await Promise.all(names.map((name) => readFile(join(shop.folder, 'new', name), 'utf8')))
    expect(texts.sort()).toEqual(['settlement-id,amount\nfirst,1\n', 'settlement-id,amount\nsecond,1\n'])
  })

  test('collects a report again that could not be saved', async () => {
    addReport('1', done('first'))
    const failed = await collect('--columns', 'no-such-column')
    expect(failed.code).toBe(1)
    expect(await collect()).toMatchObject({ code: 0, stderr: expect.stringContaining('1 rows in ') })
  })

  test('says that a report is fatal, and exits with 6', async () => {
    addReport('1', { processingStatus: 'FATAL' })
    addReport('2', { processingStatus: 'CANCELLED' })
    const { code, stderr } = await collect()
    expect(code).toBe(8)
    expect(stderr).toContain(`${settlementType}: report 1 is FATAL.`)
    expect(stderr).toContain(`${settlementType}: report 2 is CANCELLED.`)
  })
})

describe('reportline settlements', () => {
  test('prints a summary of each settlement', async () => {
    const { code, stdout } = await run('settlements', '-m', 'DE')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^settlementId +from +to +deposited +total +rows +check +account\n/)
    expect(stdout).toMatch(/^15001 .* 18\.35 EUR +3 +ok +eu$/m)
  })

  test('saves the rows of settlements of Amazon Pay', async () => {
    await using folder = await temporaryFolder()
    const output = ['-o', `${folder.path}/rows/`, '--format', 'csv']
    const { code, stdout } = await run('settlements', '--account', 'pay', '--json', ...output)
    expect(code).toBe(0)
    const { settlements } = parse<{ settlements: { path: string; rows: number }[] }>(stdout)
    expect(settlements).toMatchObject([{ account: 'pay', settlementId: '25001', rows: 2, warnings: [] }])
    expect(await readFile(settlements[0]?.path ?? '', 'utf8')).toMatch(/^TransactionPostedDate,SettlementId,/)
  })
})
