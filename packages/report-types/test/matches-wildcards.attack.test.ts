import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matchesWildcards } from '../src/index.ts'

const { REPORTLINE_ATTACK_ROUNDS: numRuns = 500, REPORTLINE_ATTACK_SEED: seed = 1 } = process.env
const parameters = { numRuns: Number(numRuns), seed: Number(seed) }

/** Correct by its definition, but exponential. */
function matchesByDefinition(pattern: string, value: string): boolean {
  if (pattern === '') return value === ''
  const rest = pattern.slice(1)
  if (pattern[0] === '*') {
    return matchesByDefinition(rest, value) || (value !== '' && matchesByDefinition(pattern, value.slice(1)))
  }
  return value !== '' && (pattern[0] === '?' || pattern[0] === value[0]) && matchesByDefinition(rest, value.slice(1))
}

const stringOf = (...characters: string[]) => fc.string({ unit: fc.constantFrom(...characters), maxLength: 8 })

describe('matchesWildcards', () => {
  test.each([
    ['sqs:*', 'sqs:sendmessage', true],
    ['*', '', true],
    ['*message', 'sqs:sendmessage', true],
    ['sqs:send', 'sqs:sendmessage', false],
    ['sqs.*', 'sqs:sendmessage', false],
    ['report?', 'report', false],
    ['', '', true],
    ['SQS:*', 'sqs:sendmessage', false],
  ])('%j matches %j: %j', (pattern, value, matches) => {
    expect(matchesWildcards(pattern, value)).toBe(matches)
  })

  test('matches any pattern as the definition of the wildcards says', () => {
    const check = (pattern: string, value: string) => {
      expect(matchesWildcards(pattern, value)).toBe(matchesByDefinition(pattern, value))
    }
    fc.assert(fc.property(stringOf('a', 'b', '*', '?', '.'), stringOf('a', 'b', '.'), check), parameters)
  })

  test('rejects patterns with many wildcards in less than a second', () => {
    const units = ['*', '*a', 'a*', '*?', '*a*a*a*b']
    const value = 'a'.repeat(200)
    const started = performance.now()
    for (const unit of units) expect(matchesWildcards(`${unit.repeat(5_000 / unit.length)}!`, value)).toBe(false)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})
