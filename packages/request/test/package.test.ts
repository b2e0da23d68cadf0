import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import * as exported from '../src/index.ts'

const source = fileURLToPath(new URL('../src/', import.meta.url))

/** The modules that a file imports, directly or indirectly, and the file itself. */
function reachable(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found
  found.add(file)
  for (const [, name = ''] of readFileSync(source + file, 'utf8').matchAll(/^(?:import|export|}).* from '([^']+)'/gm)) {
    if (name.startsWith('./')) reachable(name.slice(2), found)
    else found.add(name)
  }
  return found
}

test('the package exports the names in this list', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'ApiError',
    'RequestError',
    'authorizedFetch',
    'bindOperation',
    'createRequest',
    'memoryBuckets',
    'pages',
    'systemClock',
  ])
})

test('the main entry imports no Node module and only one package without dependencies, so browsers and workers can load it', () => {
  const modules = [...reachable('index.ts')]
  expect(modules.filter((name) => !name.endsWith('.ts'))).toEqual(['@reportline/redact'])
  expect(modules).not.toContain('file-buckets.ts')
})

test('every source file is used', () => {
  const used = new Set([...reachable('index.ts'), ...reachable('file-buckets.ts'), ...reachable('sqlite-file.ts')])
  expect(readdirSync(source).filter((name) => !used.has(name))).toEqual([])
})
