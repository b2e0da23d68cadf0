/** Deeper than any request of the APIs. Functions that call themselves for nested values can handle it. */
const maxDepth = 100

/**
 * Parses JSON that another program sent.
 *
 * @throws SyntaxError for text that is not JSON, or that is nested more than 100 levels deep.
 */
export function parseJson(text: string): unknown {
  const value = JSON.parse(text) as unknown
  let level = childrenOf(value)
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > maxDepth) throw new SyntaxError(`it is nested more than ${maxDepth} levels deep`)
    level = level.flatMap(childrenOf)
  }
  return value
}

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}
