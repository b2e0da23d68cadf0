import { expect, it } from 'vitest'
import { run } from '../run.ts'

it.each([
  [['--rounds', '0'], '--rounds must be a whole number greater than zero, not 0'],
  [['--rounds', 'many'], '--rounds must be a whole number greater than zero, not many'],
  [['--seed', '1.5'], '--seed must be a whole number greater than zero, not 1.5'],
  [['--round', '5'], "Unknown option '--round'"],
])('pnpm attack rejects %j', async (args, message) => {
  const { code, output } = await run('node', ['scripts/attack.ts', ...args])
  expect([code, output]).toEqual([1, expect.stringContaining(message)])
})
