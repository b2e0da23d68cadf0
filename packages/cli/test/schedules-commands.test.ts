import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { type EmulatedShop, emulatedShop } from './support/emulated-shop.ts'
import { Program, run } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

const returns = 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE'
const browseTree = 'GET_XML_BROWSE_TREE_DATA'
const refunds = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_'

const schedules = `schedules:
  - reportType: ${browseTree}
    marketplaces: [US, de]
    period: P2D
    reportOptions: { RootNodesOnly: "true" }
  - reportType: ${refunds}
    period: P1D
`

describe('reportline schedules with --emulator', () => {
  let folder: TemporaryFolder

  beforeEach(async () => {
    folder = await temporaryFolder()
    await writeFile(join(folder.path, 'schedules.yaml'), schedules)
  })
  afterEach(() => folder[Symbol.asyncDispose]())

  const emulated = (...args: string[]) => new Program([...args, '--emulator'], { cwd: folder.path }).result

  test('list prints a table with stable columns', async () => {
    const { code, stdout, stderr } = await emulated('schedules', 'list', '-m', 'DE')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^scheduleId +reportType +marketplaces +period +next +account\n/)
    expect(stdout).toMatch(new RegExp(`^50012020000 +${returns} +DE +P1D +2\\S+Z +eu$`, 'm'))
  })

  test('list leaves out schedules of other marketplaces', async () => {
    const { stdout } = await emulated('schedules', 'list', returns, '-m', 'FR', '--json')
    expect(JSON.parse(stdout)).toEqual({ schedules: [] })
  })

  test('cancel cancels a schedule', async () => {
    const { code, stdout } = await emulated('schedules', 'cancel', '50012020000', '--account', 'eu')
    expect([code, stdout]).toEqual([0, 'Cancelled schedule 50012020000\n'])
  })

  test('plan compares the schedules of each account', async () => {
    const { code, stdout } = await emulated('schedules', 'plan', 'schedules.yaml')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Schedules of the region na at \S+: create 1, replace 0, keep 0, cancel 0$/m)
    expect(stdout).toMatch(/^Schedules of the region eu at \S+: create 1, replace 0, keep 0, cancel 0$/m)
    expect(stdout).toContain(`create   ${browseTree} in DE every P2D`)
    expect(stdout).toContain(`create   ${refunds} every P1D`)
  })

  test('apply asks on a terminal, and changes nothing unless the answer is yes', async () => {
    const args = ['schedules', 'apply', 'schedules.yaml', '--emulator']
    const cwd = folder.path
    const refused = await new Program(args, { cwd, isTTY: true, input: 'n\n' }).result
    expect(refused).toMatchObject({ code: 3, stdout: '', stderr: expect.stringMatching(/Apply 3 changes\? \[y\/N\] /) })
    expect(await new Program(args, { cwd, isTTY: true, input: '' }).result).toMatchObject({ code: 3, stdout: '' })
    const accepted = await new Program(args, { cwd, isTTY: true, input: 'y\n' }).result
    expect(accepted.code).toBe(0)
    expect(accepted.stdout.match(/^create .*$/gm)).toHaveLength(3)
  })

  test('apply shows the plan before it asks, even with --quiet', async () => {
    const args = ['schedules', 'apply', 'schedules.yaml', '--quiet', '--emulator']
    const { stderr } = await new Program(args, { cwd: folder.path, isTTY: true, input: 'n\n' }).result
    expect(stderr).toMatch(/^Schedules of the region na .* every P1D\n.*Apply 3 changes\?/s)
  })

  test.each([
    ['', 'The file must be a mapping.'],
    ['schedules: 1', 'schedules must be a list.'],
    ['schedule: []', 'Unknown field schedule. Expected one of: schedules.'],
    ['schedules: [{ period: P1D }]', 'schedules[0].reportType must be a string, but is missing.'],
    [`schedules: [{ reportType: ${returns}, period: P1D, market: [DE] }]`, 'Unknown field schedules[0].market.'],
    [
      `schedules: [{ reportType: ${returns}, period: P1D, marketplaces: [DE], reportOptions: { a: true } }]`,
      'schedules[0].reportOptions.a must be a string. Quote it: "true".',
    ],
    [`schedules: [{ reportType: ${returns}, period: P1D, marketplaces: [XX] }]`, 'Unknown marketplace "XX"'],
    [
      `schedules: [{ reportType: ${returns}, period: P9D, marketplaces: [DE] }]`,
      'schedules[0].period must be one of: PT5M, ',
    ],
    [
      `schedules: [{ reportType: ${returns}, period: P1D }]`,
      'schedules[0] may belong to several accounts: na, eu, fe.',
    ],
    [`schedules: [{ reportType: ${refunds}, period: P9D }]`, 'schedules[0].period must be one of: PT5M, '],
    ['a: [', 'schedules.yaml: '],
  ])('plan of the file %j says what to change, and exits with 2', async (text, message) => {
    await writeFile(join(folder.path, 'schedules.yaml'), text)
    const { code, stderr } = await emulated('schedules', 'plan', 'schedules.yaml')
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })

  test('apply without a terminal requires --yes', async () => {
    const { code, stderr } = await emulated('schedules', 'apply', 'schedules.yaml')
    expect([code, stderr]).toEqual([2, expect.stringContaining('Add --yes')])
  })

  test('plan of a file that does not exist exits with 2', async () => {
    expect(await emulated('schedules', 'plan', 'none.yaml')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.yaml does not exist.'),
    })
  })
})

describe('reportline schedules with an emulator that stays', () => {
  let shop: EmulatedShop
  const file = () => join(shop.folder, 'schedules.yaml')
  const planFile = () => join(shop.folder, 'plan.json')

  beforeEach(async () => {
    shop = await emulatedShop()
    await declare('DE', 'P2D')
  })
  afterEach(() => shop[Symbol.asyncDispose]())

  async function declare(marketplace: string, period: string): Promise<void> {
    const schedule = { reportType: browseTree, marketplaces: [marketplace], period }
    await writeFile(file(), JSON.stringify({ schedules: [schedule] }))
  }

  const schedule = (command: string, ...args: string[]) =>
    shop.run('schedules', command, ...args, '--endpoint', shop.emulator.url)

  async function periods(): Promise<(string | undefined)[]> {
    const { stdout } = await schedule('list', browseTree, '--json')
    const listed = JSON.parse(stdout) as { schedules: { marketplaceIds: string[]; period: string }[] }
    return listed.schedules.map(({ marketplaceIds, period }) => `${marketplaceIds} ${period}`)
  }

  test('apply changes what differs, and nothing the second time', async () => {
    expect(await schedule('apply', file(), '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^create /),
    })
    expect(await schedule('apply', file(), '--yes')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^keep /) })
    await declare('DE', 'P7D')
    expect(await schedule('apply', file(), '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^replace /),
    })
    expect(await periods()).toEqual(['A1PA6795UKMFR9 P7D'])
  })

  test('apply with --prune cancels schedules that are not in the file', async () => {
    await schedule('apply', file(), '--yes')
    await declare('FR', 'P1D')
    await schedule('apply', file(), '--yes')
    expect(await periods()).toHaveLength(2)
    const { stdout } = await schedule('apply', file(), '--yes', '--prune', '--json')
    expect(JSON.parse(stdout)).toEqual({
      results: [
        {
          account: 'selling-partner',
          applied: [expect.objectContaining({ action: 'keep' }), expect.objectContaining({ action: 'cancel' })],
        },
      ],
    })
    expect(await periods()).toEqual(['A13V1IB3VIYZZH P1D'])
  })

  test('a saved plan can be applied', async () => {
    const planned = await schedule('plan', file(), '-o', planFile(), '--json')
    expect(await readFile(planFile(), 'utf8')).toBe(planned.stdout)
    expect(await periods()).toEqual([])
    expect(await schedule('apply', planFile(), '--yes')).toMatchObject({ code: 0 })
    expect(await periods()).toEqual(['A1PA6795UKMFR9 P2D'])
  })

  test('a saved plan is refused if the schedules have changed since', async () => {
    await schedule('plan', file(), '-o', planFile())
    await declare('DE', 'P7D')
    await schedule('apply', file(), '--yes')
    const { code, stdout } = await schedule('apply', planFile(), '--yes', '--json')
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { error: { code: 'OUT_OF_DATE' } }])
    expect(await periods()).toEqual(['A1PA6795UKMFR9 P7D'])
  })

  test.each([
    ['plan', [], 'is a plan already'],
    ['apply', ['--yes', '--prune'], '--prune is part of a saved plan'],
  ])('%s of a saved plan with %j exits with 2', async (command, args, message) => {
    await schedule('plan', file(), '-o', planFile())
    const { code, stderr } = await schedule(command, planFile(), ...args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)])
  })
})

describe('reportline schedules schema', () => {
  test('prints a JSON schema that accepts files, and rejects mistakes', async () => {
    const { code, stdout } = await run('schedules', 'schema')
    expect(code).toBe(0)
    const isValid = new Ajv().compile(JSON.parse(stdout) as object)
    expect(isValid(parseYaml(schedules))).toBe(true)
    const [schedule] = (parseYaml(schedules) as { schedules: object[] }).schedules
    expect(isValid({ schedules: [{ ...schedule, period: 'P9D' }] })).toBe(false)
    expect(isValid({ schedules: [{ ...schedule, market: 'DE' }] })).toBe(false)
  })
})
