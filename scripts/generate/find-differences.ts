import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateWorkspace } from './generate-workspace.ts'

/**
 * Compares the generated files in the workspace with what would be generated now.
 *
 * @returns one line for each file that differs, with its first differing line; an empty list when all are right
 */
export async function findDifferences(root: string, names: readonly string[] = []): Promise<string[]> {
  const { files, stale } = await generateWorkspace(root, names)
  const differing = [...files].flatMap(([path, expected]) => {
    const target = join(root, path)
    if (!existsSync(target)) return [`${path}: is missing`]
    const actual = readFileSync(target, 'utf8')
    return actual === expected ? [] : [`${path}:${firstDifference(actual, expected)}`]
  })
  return [...differing, ...stale.map((path) => `${path}: has no source any more`)]
}

function firstDifference(actual: string, expected: string): string {
  const [left, right] = [actual.split('\n'), expected.split('\n')]
  const line = left.findIndex((text, index) => text !== right[index])
  const at = line === -1 ? left.length : line
  return `${at + 1}: stands ${JSON.stringify(left[at] ?? '')}, should be ${JSON.stringify(right[at] ?? '')}`
}
