import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { Program } from './support/program.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const reports = '/reports/2021-06-30/reports'
const listings = 'GET_MERCHANT_LISTINGS_ALL_DATA'
const request = JSON.stringify({ reportType: listings, marketplaceIds: ['A1PA6795UKMFR9'] })

/** Runs the command with an emulator of its own. */
async function run(args: readonly string[], { input, cwd }: { input?: string; cwd?: string } = {}) {
  const env = { REPORTLINE_CONFIG: '/nonexistent/config.yaml' }
  const program = new Program(['api', ...args, '--emulator'], { env, ...(input && { input }), ...(cwd && { cwd }) })
  return await program.result
}

describe('reportline api', () => {
  test.each([
    ['the Selling Partner API', [reports, '--query', `reportTypes=${listings},GET_XML_BROWSE_TREE_DATA`], 'eu'],
    ['Amazon Business', ['/reports/2021-09-30/reports', '--query', 'reportTypes=GET_AB_INVOICE_PDF'], 'business-eu'],
    ['Amazon Pay', ['/v2/reports', '--query', 'pageSize=5'], 'pay'],
  ])('prints the body of a response of %s', async (_api, args, account) => {
    const { code, stdout, stderr } = await run(['get', ...args, '--account', account])
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ reports: expect.any(Array) })
  })

  test('sends a body from a file or from standard input', async () => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'request.json'), request)
    const fromFile = await run(['POST', reports, '--account', 'eu', '--body', 'request.json'], { cwd: folder.path })
    const fromInput = await run(['POST', reports, '--account', 'eu', '--body', '-'], { input: request })
    for (const { code, stdout } of [fromFile, fromInput]) {
      expect([code, JSON.parse(stdout)]).toEqual([0, { reportId: expect.stringMatching(/^\d+$/) }])
    }
  })

  test('--include prints the status and the headers first', async () => {
    const { stdout } = await run(['GET', '/v2/reports', '--account', 'pay', '--include'])
    expect(stdout).toMatch(/^HTTP 200\n(\S+: .*\n)+\n\{\n {2}"reports": \[/)
  })

  test('--json prints status, request id, headers and body as one object', async () => {
    const { stdout } = await run(['GET', `${reports}/50010020000`, '--account', 'eu', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      status: 200,
      requestId: expect.any(String),
      headers: { 'content-type': expect.stringContaining('json') },
      body: { reportId: '50010020000' },
    })
  })

  test('prints the error of Amazon with the request id', async () => {
    const { code, stdout } = await run(['GET', `${reports}/1`, '--account', 'eu', '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ error: { status: 404, requestId: expect.any(String) } })
  })

  test.each([
    [['GET', 'reports', '--account', 'eu'], '`path` must start with one slash'],
    [['GET', reports], 'Choose one with --account.'],
    [['GET', reports, '--account', 'eu', '--query', 'pageSize'], '--query must be NAME=VALUE, such as pageSize=10'],
    [['POST', reports, '--account', 'eu', '--body', 'missing.json'], '--body: cannot read the file '],
    [['POST', reports, '--account', 'eu', '--body', '-'], '--body must contain JSON.'],
    [['GET', reports, '--account', 'us'], 'The profile emulator has no account us. It has: na, eu'],
  ])('with the arguments %j exits with 2', async (args, message) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining(message)])
  })
})
