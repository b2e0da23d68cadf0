/** A program in a Markdown document. */
export interface DocumentedProgram {
  /** The line on which its first code block starts, counted from 1. */
  readonly line: number
  readonly source: string
}

/**
 * Extracts the TypeScript programs of a Markdown document from its `ts` code blocks. A block without an import continues the
 * program of the block before it.
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
