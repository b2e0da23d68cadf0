import { execFile, execFileSync } from 'node:child_process'
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../src/registry.ts'
import { Program, run } from './support/program.ts'
import { type TemporaryFolder, temporaryFolder } from './support/temporary-folder.ts'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))
const config = `profiles:
  shop: { accounts: { eu: {}, na: {} } }
  other: { accounts: { pay: {} } }
`

let folder: TemporaryFolder

beforeAll(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder.path, 'config.yaml'), config)
  await writeFile(join(folder.path, 'reportline'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`)
  await chmod(join(folder.path, 'reportline'), 0o755)
})
afterAll(() => folder[Symbol.asyncDispose]())

/** Completes the last word of a command line, which can be empty. */
async function complete(line: string): Promise<string[]> {
  const env = { REPORTLINE_CONFIG: join(folder.path, 'config.yaml') }
  const { code, stdout, stderr } = await new Program(['__complete', ...line.split(' ')], { env }).result
  expect([code, stderr]).toEqual([0, ''])
  return stdout
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => text.split('\t')[0] ?? '')
}

describe('completion', () => {
  test('has each word of each command', async () => {
    for (const { definition } of commands) {
      const words = definition.name.split(' ')
      for (const [index, word] of words.entries()) {
        expect(await complete([...words.slice(0, index), word].join(' '))).toContain(word)
      }
    }
  })

  test('has each option of each command', async () => {
    for (const { definition } of commands) {
      const names = Object.keys(definition.options).map((name) => `--${name}`)
      expect(await complete(`${definition.name} --`)).toEqual([...names, '--help'])
    }
  })

  test.each([
    ['sched', ['schedules']],
    ['schedules ', ['list', 'plan', 'apply', 'cancel', 'schema']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['unknown ', []],
    ['run GET_MERCHANT_LISTINGS_ALL_D', ['GET_MERCHANT_LISTINGS_ALL_DATA']],
    ['types show get_xml_browse', ['GET_XML_BROWSE_TREE_DATA']],
    ['collect GET_A --since 1d GET_XML_BROWSE', ['GET_XML_BROWSE_TREE_DATA']],
    ['reports get GET_XML_BROWSE', []],
    ['run GET_A --marketplace d', ['DE']],
    ['run GET_A -m DE,f', ['DE,FR']],
    ['run GET_A -m DE,d', []],
    ['run GET_A --format js', ['jsonl', 'json']],
    ['run GET_A --format=js', ['--format=jsonl', '--format=json']],
    ['run GET_A --format = js', ['jsonl', 'json']],
    ['run GET_A --form', ['--format']],
    ['run GET_A --emulator --emul', []],
    ['reports list GET_A --status done,f', ['done,fatal']],
    ['run GET_A -o ', [':files']],
    ['parse ', [':files']],
    ['run GET_A --profile ', ['shop', 'other']],
    ['run GET_A --account ', ['eu', 'na', 'pay']],
    ['run GET_A --profile other --account ', ['pay']],
    ['run GET_A --emulator --account business', ['business-na', 'business-eu', 'business-jp']],
    ['run GET_A --timezone ', []],
  ])('of %j is %j', async (line, values) => {
    expect(await complete(line)).toEqual(values)
  })

  test('has no values if there is no configuration', async () => {
    const env = { REPORTLINE_CONFIG: join(folder.path, 'none.yaml') }
    const program = new Program(['__complete', 'run', 'A', '--profile', ''], { env })
    expect(await program.result).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

describe('reportline completion', () => {
  test('rejects another shell', async () => {
    expect(await run('completion', 'tcsh')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('bash, zsh, fish'),
    })
  })

  /** Runs a script in a shell with the completion of this shell. */
  async function inShell(shell: string, args: readonly string[], script: string): Promise<string> {
    const { stdout } = await run('completion', shell)
    await writeFile(join(folder.path, `completion.${shell}`), stdout)
    const env = { PATH: `${folder.path}:${process.env.PATH}`, HOME: folder.path }
    const result = await promisify(execFile)(shell, [...args, '-c', script], { cwd: folder.path, env })
    return result.stdout
  }

  const has = (shell: string): boolean => {
    try {
      execFileSync(shell, ['-c', 'true'])
      return true
    } catch {
      return false
    }
  }

  test.runIf(has('bash'))('completes in bash', async () => {
    const script = `source completion.bash
COMP_WORDS=(reportline run GET_A -m DE,f); COMP_CWORD=4; _reportline; echo "\${COMPREPLY[@]}"
COMP_WORDS=(reportline completion ""); COMP_CWORD=2; _reportline; echo "\${COMPREPLY[@]}"
COMP_WORDS=(reportline unknown ""); COMP_CWORD=2; _reportline; echo "\${#COMPREPLY[@]}"`
    expect(await inShell('bash', ['--norc'], script)).toBe('DE,FR\nbash zsh fish\n0\n')
  })

  test.runIf(has('zsh'))('completes in zsh', async () => {
    const script = `autoload -Uz compinit && compinit -u -D; source completion.zsh
_describe() { print -l -- "\${(@)candidates}" }; _files() { print files }
words=(reportline completion ""); CURRENT=3; _reportline
words=(reportline run GET_A -m DE,f); CURRENT=5; _reportline
words=(reportline parse ""); CURRENT=3; _reportline`
    expect(await inShell('zsh', ['-f'], script)).toBe('bash:\nzsh:\nfish:\nDE,FR:A13V1IB3VIYZZH\nfiles\n')
  })

  test.runIf(has('fish'))('completes in fish', async () => {
    const script = `source completion.fish; complete -C 'reportline completion '; complete -C 'reportline run GET_A -m DE,f'`
    const output = await inShell('fish', ['--no-config'], script)
    expect(output.split(/\s+/)).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish', 'DE,FR']))
  })
})
