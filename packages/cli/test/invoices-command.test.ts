import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readInvoices } from '../src/commands/invoices/read-invoices.ts'
import { emulatedShop } from './support/emulated-shop.ts'
import { Program } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

let folder: TemporaryFolder

beforeEach(async () => {
  folder = await temporaryFolder()
})
afterEach(() => folder[Symbol.asyncDispose]())

/** Runs the command with an emulator of its own, in a folder of its own. */
async function run(args: readonly string[], input = '') {
  const env = { REPORTLINE_CONFIG: '/nonexistent/config.yaml' }
  return await new Program(['invoices', ...args, '--emulator'], { env, cwd: folder.path, input }).result
}

async function read(text: string, marketplace: string | undefined = 'DE') {
  return await readInvoices(
    ['-'],
    { cwd: folder.path, stdin: Readable.from([text]) },
    { marketplace, documentType: undefined },
  )
}

describe('reportline invoices', () => {
  test('saves a PDF file for each id, which only its owner can read', async () => {
    const { code, stdout, stderr } = await run(['DE-1', 'DE/2', '-m', 'DE'])
    expect([code, stdout, stderr]).toEqual([0, '', `2 of 2 invoices in ${join(folder.path, 'invoices')}\n`])
    expect((await readdir(join(folder.path, 'invoices'))).sort()).toEqual(['DE%2F2.pdf', 'DE-1.pdf'])
    const path = join(folder.path, 'invoices', 'DE-1.pdf')
    expect((await readFile(path)).subarray(0, 5).toString()).toBe('%PDF-')
    if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  test('skips invoices whose file exists, so that it can be run again', async () => {
    await run(['DE-1', '-m', 'DE', '-q'])
    const { code, stdout } = await run(['DE-1', 'DE-2', '-m', 'DE', '-q', '--json'])
    expect(code).toBe(0)
    const { invoices } = JSON.parse(stdout) as { invoices: { invoice: string; status: string; files: string[] }[] }
    expect(Object.fromEntries(invoices.map(({ invoice, status }) => [invoice, status]))).toEqual({
      'DE-1': 'skipped',
      'DE-2': 'done',
    })
  })

  test('saves more invoices than Amazon accepts at once', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `DE-${index}`)
    await writeFile(join(folder.path, 'ids.txt'), ids.join('\n'))
    const { code } = await run(['ids.txt', '-m', 'DE', '-o', 'pdf'])
    expect(code).toBe(0)
    expect(await readdir(join(folder.path, 'pdf'))).toHaveLength(20)
  })

  test('exits with 8 if some failed, and saves the others', async () => {
    // A name that is too long for a file.
    const id = 'X'.repeat(300)
    await writeFile(join(folder.path, 'some.jsonl'), `{"invoiceId":"${id}"}\n{"invoiceId":"DE-1"}\n`)
    const { code, stderr } = await run(['some.jsonl', '-m', 'DE'])
    expect(code).toBe(8)
    expect(stderr).toContain(`${id}: Document `)
    expect(stderr).toContain('1 of 2 invoices in ')
  })

  test('that is interrupted keeps its jobs, and says how to continue', async () => {
    await using shop = await emulatedShop('business')
    const output = join(shop.folder, 'pdf')
    await using program = shop.start(
      'invoices',
      'DE-1',
      'DE-2',
      '-m',
      'DE',
      '-o',
      output,
      '--endpoint',
      shop.emulator.url,
    )
    await vi.waitFor(async () => {
      const { stdout } = await shop.run('jobs', 'list', '--status', 'waiting', '--json')
      expect((JSON.parse(stdout) as { jobs: object[] }).jobs).toHaveLength(2)
    })
    const { code, stderr } = await program.stop('SIGINT')
    expect(code).toBe(130)
    expect(stderr).toContain('To continue, run the same command again.\n')
    expect(await readdir(output)).toEqual([])
  })

  test.each([
    [['missing.csv', '-m', 'DE'], 'There is no file '],
    [['DE-1'], 'Invoice 1 has no marketplace. Add --marketplace, such as DE.'],
    [['DE-1', '-m', 'SE'], 'SE'],
    [['DE-1', '-m', 'DE', '--document-type', 'Bill'], 'Allowed choices are Invoice, Credits'],
  ])('with the arguments %j exits with 2, and creates nothing', async (args, message) => {
    const { code, stderr } = await run(args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
    expect(await readdir(folder.path)).toEqual([])
  })

  test('reads standard input', async () => {
    const { code, stderr } = await run(['-', '-m', 'DE'], 'DE-1\nDE-2\n')
    expect([code, stderr]).toEqual([0, expect.stringContaining('2 of 2 invoices in ')])
  })
})

describe('a file of invoices', () => {
  const expected = [
    { key: 'A', marketplace: 'DE', reportOptions: { invoiceId: 'A', documentType: 'Invoice' } },
    { key: 'B-Credits', marketplace: 'FR', reportOptions: { invoiceId: 'B', documentType: 'Credits' } },
  ]

  test.each([
    ['CSV', 'invoiceId,documentType,marketplace,total\nA,,,12.50\nB,Credits,fr,3\n'],
    [
      'CSV with other names and quotation marks',
      '\uFEFF"Invoice ID","Document Type","Marketplace"\r\n"A","",""\r\nB,Credits,FR\r\n',
    ],
    ['TSV', 'invoice-id\tdocument-type\tmarketplace\nA\t\t\nB\tCredits\tFR\n'],
    ['JSON lines', '{"invoiceId":"A"}\n\n{"invoiceId":"B","documentType":"Credits","marketplace":"FR"}\n'],
  ])('can be %s', async (_format, text) => {
    expect(await read(text)).toEqual(expected)
  })

  test('can have one column, or be a list of ids without a header', async () => {
    const ids = ['A', 'B'].map((invoiceId) => ({ invoiceId, documentType: 'Invoice' }))
    expect((await read('invoiceId\nA\nB\nA\n')).map(({ reportOptions }) => reportOptions)).toEqual(ids)
    expect((await read('A\n\nB\nA\n')).map(({ reportOptions }) => reportOptions)).toEqual(ids)
  })

  test('can contain shipped parts and summaries of orders', async () => {
    const text = 'orderId,orderLineItemId,shipmentId\n1,2,3\n4,,\n'
    expect(await read(text, 'US')).toEqual([
      { key: '1-2-3', marketplace: 'US', reportOptions: { orderId: '1', orderLineItemId: '2', shipmentId: '3' } },
      { key: '4-OrderSummary', marketplace: 'US', reportOptions: { orderId: '4', documentType: 'OrderSummary' } },
    ])
  })

  test.each([
    ['', 'contains no invoices'],
    ['{"invoiceId":', 'Line 1 must be a JSON object'],
    ['{"invoiceId":"A"}\n"B"', 'Line 2 must be a JSON object'],
    ['{"total":1}', 'Entry 1 has neither invoiceId nor orderId'],
    ['orderId,shipmentId\n1,2\n', 'Entry 1 has no orderLineItemId'],
  ])('that is invalid is refused: %j', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message)
  })
})
