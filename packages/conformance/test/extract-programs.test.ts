import { describe, expect, it } from 'vitest'
import { extractPrograms } from '../src/docs-code/extract-programs.ts'

describe('extractPrograms', () => {
  it('takes each block that begins with imports as a program, with its line', () => {
    const markdown = "# Title\n\n```ts\nimport 'a'\n```\n\ntext\n\n```ts\nimport 'b'\n```\n"
    expect(extractPrograms(markdown)).toEqual([
      { line: 3, source: "import 'a'\n" },
      { line: 9, source: "import 'b'\n" },
    ])
  })

  it('goes on with the program before where a block has no import', () => {
    const markdown = "```ts\nimport { a } from 'a'\n```\n\nthen\n\n```ts\na()\n```\n"
    expect(extractPrograms(markdown)).toEqual([{ line: 1, source: "import { a } from 'a'\n\na()\n" }])
  })

  it('leaves other languages alone', () => {
    expect(extractPrograms('```sh\nnpm test\n```\n')).toEqual([])
  })
})
