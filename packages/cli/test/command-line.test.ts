import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ChildProgram } from './support/child-program.ts'
import { run } from './support/program.ts'

describe('reportline', () => {
  test('--version prints the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    await using program = new ChildProgram('--version')
    expect(await program.result).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('--help lists the commands and shows examples', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: reportline \[options\] \[command\]/)
    expect(stdout).toMatch(/^ {2}emulator \[options\] +Run a local Amazon/m)
    expect(stdout).toContain('reportline run GET_MERCHANT_LISTINGS_ALL_DATA --marketplace DE --emulator')
  })

  test.each([
    [[], 'reportline: A command is missing.\nTry: reportline --help\n'],
    [['emulate'], "reportline: Unknown command 'emulate'. Did you mean emulator?\nTry: reportline --help\n"],
    [['constructor'], "reportline: Unknown command 'constructor'.\nTry: reportline --help\n"],
    [['--verbose'], "reportline: Unknown option '--verbose'.\nTry: reportline --help\n"],
    [
      ['sign'],
      'reportline sign: A subcommand is missing. Expected one of: sign explain.\nTry: reportline sign --help\n',
    ],
  ])('with the arguments %j prints an error and exits with 2', async (args, stderr) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr })
  })

  test('is built without syntax that the oldest supported version of Node does not know', () => {
    const dist = new URL('../dist/', import.meta.url)
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'))
    expect(files).toContain('main.js')
    const withUsing = files.filter((name) => /^\s*(await )?using \w/m.test(readFileSync(new URL(name, dist), 'utf8')))
    expect(withUsing).toEqual([])
  })

  test('exits with the code of the error', async () => {
    await using program = new ChildProgram('unknown')
    expect(await program.result).toMatchObject({ code: 2, stdout: '' })
  })
})
