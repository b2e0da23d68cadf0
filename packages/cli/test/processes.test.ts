import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'

const settlementType = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
const marketplaceIds = ['A1PA6795UKMFR9']

let shop: EmulatedShop

beforeAll(async () => {
  shop = await emulatedShop()
  const content = 'settlement-id\ttotal-amount\tcurrency\tamount\r\n15001\t7\tEUR\t\r\n15001\t\t\t7\r\n'
  const createdTime = new Date(shop.emulator.now()).toISOString()
  shop.emulator.addFixtures({
    reports: [
      {
        ...{ reportId: '1', reportType: settlementType, marketplaceIds, processingStatus: 'DONE', createdTime },
        ...{ reportDocumentId: 'document-1', document: { content } },
      },
      { reportId: '2', reportType: settlementType, marketplaceIds, processingStatus: 'IN_QUEUE', createdTime },
    ],
  })
})

afterAll(() => shop[Symbol.asyncDispose]())

/** Runs a command in a process, against the emulator of the test. */
async function run(...args: string[]) {
  return await shop.runProcess(...args, '--endpoint', shop.emulator.url)
}

describe('as a process against an endpoint', () => {
  test.each([
    [['reports', 'list', settlementType, '--json'], '"reportId": "1"'],
    [['reports', 'get', '1'], 'reportDocumentId'],
    [['reports', 'cancel', '2'], 'Cancelled report 2\n'],
    [
      ['documents', 'get', 'document-1', '--type', settlementType, '-q'],
      'settlement-id,total-amount,currency,amount\n',
    ],
    [['collect', settlementType, '-o', 'new/', '--json', '-q'], '"status": "done"'],
    [['settlements'], '7 EUR'],
    [['api', 'GET', '/reports/2021-06-30/reports/1'], '"processingStatus": "DONE"'],
  ])('reportline %j prints its result', async (args, expected) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stderr, stdout]).toEqual([0, '', expect.stringContaining(expected)])
  })

  test('files are written to the folder of the process', async () => {
    expect(await readdir(join(shop.folder, 'new'))).toHaveLength(1)
  })

  test('jobs and logs need no account', async () => {
    expect(await shop.runProcess('jobs', 'list', '--json')).toMatchObject({ code: 0, stdout: '{\n  "jobs": []\n}\n' })
    expect(await shop.runProcess('logs', '1')).toMatchObject({ code: 2, stdout: '' })
  })

  test('an invoice needs an account of Amazon Business', async () => {
    const { code, stdout, stderr } = await run('invoices', 'DE-1', '-m', 'DE')
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Add an account of that API')
  })
})
