import { afterEach, expect, test, vi } from 'vitest'
import { benches } from '../src/benches.ts'
import { command, readOptions } from '../src/command.ts'
import { help } from '../src/help.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

test('without options all benchmarks run at full size', () => {
  expect(readOptions([])).toEqual({ help: false, check: false, benches, size: 1, rounds: undefined })
})

test('--only selects one or several benchmarks', () => {
  const names = (args: string[]) => readOptions(args).benches.map(({ name }) => name)
  expect(names(['--only', 'call'])).toEqual(['call'])
  expect(names(['--only', 'signing', '--only', 'rows'])).toEqual(['rows', 'signing'])
})

test.each([
  [['--only', 'cals'], /Unknown benchmark `cals`. Expected one of: rows, /],
  [['--size', '0'], /--size must be a number above 0 and at most 1/],
  [['--size', '2'], /--size must be a number above 0 and at most 1/],
  [['--size', 'big'], /--size must be a number above 0 and at most 1/],
  [['--rounds', '1.5'], /--rounds must be a positive integer/],
  [['--fast'], /--fast/],
])('%j is rejected with a message that says what is expected', async (args, message) => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {})
  expect(await command(args)).toBe(2)
  expect(printed).toHaveBeenCalledWith(expect.stringMatching(message))
})

test('the help lists every benchmark and every option', async () => {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(await command(['--help'])).toBe(0)
  expect(printed).toHaveBeenCalledWith(help(benches))
  for (const { name } of benches) expect(help(benches)).toContain(`  ${name} `)
  for (const option of ['--check', '--only', '--size', '--rounds']) expect(help(benches)).toContain(option)
})
