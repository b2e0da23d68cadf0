/**
 * Returns whether a value matches a pattern of an AWS policy, such as the `Action` or the `Resource` of a statement. `*`
 * stands for any characters, `?` for exactly one. Matching is case-sensitive.
 *
 * Patterns come from other systems, so no pattern takes longer than its length times the length of the value.
 *
 * @example
 * ```ts
 * matchesWildcards('arn:aws:sqs:*:*:report?', 'arn:aws:sqs:eu-west-1:123456789012:reports') // true
 * ```
 */
export function matchesWildcards(pattern: string, value: string): boolean {
  let position = 0
  // The last `*`, and the index in the value up to which it matches. Earlier ones never have to match more.
  let star = -1
  let starEnd = 0
  for (let index = 0; index < value.length; ) {
    const character = pattern[position]
    if (character === '*') {
      star = position
      starEnd = index
      position += 1
    } else if (character === '?' || character === value[index]) {
      position += 1
      index += 1
    } else if (star >= 0) {
      starEnd += 1
      position = star + 1
      index = starEnd
    } else {
      return false
    }
  }
  while (pattern[position] === '*') position += 1
  return position === pattern.length
}
