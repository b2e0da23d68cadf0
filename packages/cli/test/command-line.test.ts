import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from './support.ts'

describe('reportline', () => {
  test('--version prints the version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(await run('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('--help lists the commands', async () => {
    const { code, stdout, stderr } = await run('--help')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: reportline <command>/)
    expect(stdout).toMatch(/^ {2}emulator +Run a local Amazon/m)
  })

  test.each([
    [[], 'reportline: No command was given.\nTry: reportline --help\n'],
    [['emulate'], 'reportline: There is no command emulate.\nTry: reportline --help\n'],
    [['constructor'], 'reportline: There is no command constructor.\nTry: reportline --help\n'],
    [['--verbose'], 'reportline: There is no option --verbose.\nTry: reportline --help\n'],
  ])('called with %j says what is wrong and ends with 2', async (args, stderr) => {
    expect(await run(...args)).toMatchObject({ code: 2, stdout: '', stderr })
  })
})
