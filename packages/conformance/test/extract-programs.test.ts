import { describe, expect, it } from 'vitest'
import { extractPrograms } from '../src/docs-code/extract-programs.ts'

describe('extractPrograms', () => {
  it('extracts each block that starts with imports as a program, with its line', () => {
    const markdown = "# Title\n\n```ts\nimport 'a'\n```\n\ntext\n\n```ts\nimport 'b'\n```\n"
    expect(extractPrograms(markdown)).toEqual([
      { line: 3, source: "import 'a'\n" },
      { line: 9, source: "import 'b'\n" },
    ])
  })

  it('appends a block without an import to the program before it', () => {
    const markdown = "```ts\nimport { a } from 'a'\n```\n\nthen\n\n```ts\na()\n```\n"
    expect(extractPrograms(markdown)).toEqual([{ line: 1, source: "import { a } from 'a'\n\na()\n" }])
  })

  it('ignores other languages', () => {
    expect(extractPrograms('```sh\nnpm test\n```\n')).toEqual([])
  })
})
