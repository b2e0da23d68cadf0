import { beforeAll, describe, expect, it } from 'vitest'
import houseRules from '../lint/house-rules.ts'
import { ruleCases } from './house-rules-cases.ts'
import { lintCopies, type Problem } from './house-rules-linter.ts'

let problemsOfFixture: Problem[] | undefined
let problemsOfCases: Problem[][] = []

beforeAll(async () => {
  ;[problemsOfFixture, ...problemsOfCases] = await lintCopies([[], ...ruleCases.map(({ edits }) => edits)])
}, 60_000)

describe('the linter', () => {
  it('reports nothing for a valid document', () => {
    expect(problemsOfFixture).toEqual([])
  })

  it.each(ruleCases.map((ruleCase, index) => ({ ...ruleCase, index })))(
    'reports with $rule that $description',
    ({ rule, location: [file, pointer], message, index }) => {
      expect(problemsOfCases[index]).toEqual([{ rule, file, pointer, message: expect.stringContaining(message) }])
    },
  )

  it('has a test for every rule of the plugin', () => {
    const rules = Object.keys(houseRules().rules.oas3).map((name) => `house/${name}`)
    const testedRules = new Set(ruleCases.map(({ rule }) => rule))
    expect(rules.filter((rule) => !testedRules.has(rule))).toEqual([])
  })
})
