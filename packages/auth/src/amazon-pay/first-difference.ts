/** The position at which two strings start to differ. */
export interface Difference {
  readonly text: 'canonical request' | 'string to sign'
  /** 1 for the first. */
  readonly line: number
  /** 1 for the first. */
  readonly column: number
  /** What the line contains, for example `path` or `header accept`. */
  readonly part: string
  /** The line of the given request. `undefined` if it has fewer lines. */
  readonly request: string | undefined
  /** The line of the other side. */
  readonly other: string | undefined
}

/** Finds the first character in which two strings differ. */
export function firstDifference(text: Difference['text'], request: string, other: string): Difference | undefined {
  if (request === other) return undefined
  const lines = request.split('\n')
  const others = other.split('\n')
  let index = 0
  while (lines[index] === others[index]) index += 1
  const [line, otherLine] = [lines[index], others[index]]
  const part = text === 'string to sign' ? (index === 0 ? 'algorithm' : 'hash') : partName(index, lines)
  return { text, line: index + 1, column: columnOf(line ?? '', otherLine ?? ''), part, request: line, other: otherLine }
}

function columnOf(line: string, other: string): number {
  let index = 0
  while (index < line.length && line[index] === other[index]) index += 1
  return index + 1
}

/** Returns what a line of a canonical request contains. */
function partName(index: number, lines: readonly string[]): string {
  const names = ['method', 'path', 'query']
  const name = names[index]
  if (name !== undefined) return name
  if (index >= lines.length - 1) return 'hash of the body'
  if (index === lines.length - 2) return 'SignedHeaders'
  if (lines[index] === '') return 'empty line after the headers'
  return `header ${lines[index]?.split(':', 1)[0]}`
}
