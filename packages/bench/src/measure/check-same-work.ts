import type { Samples } from './interleave.ts'

/**
 * Checks that all contestants did the same work, because a reader that loses rows is fast.
 *
 * @throws Error that names the contestant with a different result.
 */
export function checkSameWork(samples: readonly Samples[], expected: Readonly<Record<string, number>>): void {
  for (const { name, measured } of samples) {
    for (const { found } of measured) {
      for (const [key, value] of Object.entries(expected)) {
        if (found[key] !== value) throw new Error(`${name}: expected ${value} ${key}, found ${found[key]}.`)
      }
    }
  }
}
