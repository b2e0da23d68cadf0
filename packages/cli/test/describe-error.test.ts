import { expect, test } from 'vitest'
import { describeError } from '../src/errors/describe-error.ts'
import { exitCodes } from '../src/exit-codes.ts'

const nothing = JSON.parse('{}') as { call(): void; list: string[] }

test.each([
  ['a call of what is no function', () => nothing.call()],
  ['a property of undefined', () => nothing.list.length],
  ['an iteration over undefined', () => [...nothing.list]],
])('%s is a bug of the command, not wrong usage', (_, run) => {
  try {
    run()
    expect.unreachable()
  } catch (error) {
    expect(describeError(error).exitCode).toBe(exitCodes.failed)
  }
})

test('invalid input of a package is wrong usage', () => {
  const error = new TypeError('`from` and `to` are in the wrong order.')
  expect(describeError(error).exitCode).toBe(exitCodes.usage)
})
