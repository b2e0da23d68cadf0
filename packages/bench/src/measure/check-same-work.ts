import type { Samples } from './interleave.ts'

/**
 * Makes sure that everybody has done the same work: a reader that loses rows is fast.
 *
 * @throws Error that names who found something else
 */
export function checkSameWork(samples: readonly Samples[], expected: Readonly<Record<string, number>>): void {
  for (const { name, measured } of samples) {
    for (const { found } of measured) {
      for (const [key, value] of Object.entries(expected)) {
        if (found[key] !== value) throw new Error(`${name} found ${key} ${found[key]} where there are ${value}`)
      }
    }
  }
}
