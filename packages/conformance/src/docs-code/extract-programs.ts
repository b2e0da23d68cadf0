/** A program that stands in a document. */
export interface DocumentedProgram {
  /** The line of the document on which its first block begins, from 1. */
  readonly line: number
  readonly source: string
}

/**
 * Takes the TypeScript programs out of a Markdown document: its `ts` code blocks. A block without an import goes on where
 * the block before it ended.
 */
export function extractPrograms(markdown: string): DocumentedProgram[] {
  const programs: { line: number; source: string }[] = []
  for (const match of markdown.matchAll(/^```ts\n([\s\S]*?)^```$/gm)) {
    const source = match[1] ?? ''
    const last = programs.at(-1)
    if (last && !/^import\s/m.test(source)) last.source += `\n${source}`
    else programs.push({ line: markdown.slice(0, match.index).split('\n').length, source })
  }
  return programs
}
