import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateWorkspace } from './generate-workspace.ts'

/**
 * Compares the generated files in the workspace with newly generated ones.
 *
 * @returns one line for each file that differs, with its first differing line
 */
export async function findDifferences(root: string, names: readonly string[] = []): Promise<string[]> {
  const { files, stale } = await generateWorkspace(root, names)
  const differing = [...files].flatMap(([path, expected]) => {
    const target = join(root, path)
    if (!existsSync(target)) return [`${path}: missing, should be generated`]
    const actual = readFileSync(target, 'utf8')
    return actual === expected ? [] : [`${path}:${firstDifference(actual, expected)}`]
  })
  return [...differing, ...stale.map((path) => `${path}: no longer generated, delete it`)]
}

function firstDifference(actual: string, expected: string): string {
  const [left, right] = [actual.split('\n'), expected.split('\n')]
  const line = left.findIndex((text, index) => text !== right[index])
  const at = line === -1 ? left.length : line
  return `${at + 1}: is ${JSON.stringify(left[at] ?? '')}, should be ${JSON.stringify(right[at] ?? '')}`
}
