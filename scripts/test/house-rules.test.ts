import { beforeAll, describe, expect, it } from 'vitest'
import houseRules from '../lint/house-rules.ts'
import { breakages } from './house-rules-cases.ts'
import { lintCopies, type Problem } from './house-rules-linter.ts'

let unbroken: Problem[] | undefined
let broken: Problem[][] = []

beforeAll(async () => {
  ;[unbroken, ...broken] = await lintCopies([[], ...breakages.map(({ edits }) => edits)])
}, 60_000)

describe('the linter', () => {
  it('reports nothing for a valid document', () => {
    expect(unbroken).toEqual([])
  })

  it.each(breakages.map((breakage, index) => ({ ...breakage, index })))(
    'reports with $rule that $wrong',
    (breakage) => {
      const [file, pointer] = breakage.spot
      const message = expect.stringContaining(breakage.says)
      expect(broken[breakage.index]).toEqual([{ rule: breakage.rule, file, pointer, message }])
    },
  )

  it('has a test for every rule of the plugin', () => {
    const rules = Object.keys(houseRules().rules.oas3).map((name) => `house/${name}`)
    const proven = new Set(breakages.map(({ rule }) => rule))
    expect(rules.filter((rule) => !proven.has(rule))).toEqual([])
  })
})
