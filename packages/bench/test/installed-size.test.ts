import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { installedSize } from '../src/imports/installed-size.ts'

const folder = mkdtempSync(join(tmpdir(), 'reportline-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string): number {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
  return text.length
}

test('adds up the files of a package and of its dependencies, each counted once', () => {
  const bytes = [
    write('node_modules/a/package.json', '{"dependencies":{"b":"1","c":"1"},"devDependencies":{"d":"1"}}'),
    write('node_modules/a/dist/index.js', 'a'.repeat(1000)),
    write('node_modules/b/package.json', '{"dependencies":{"c":"1"}}'),
    write('node_modules/c/package.json', '{"optionalDependencies":{"d":"1"}}'),
    write('node_modules/c/index.js', 'c'.repeat(50)),
  ]
  write('node_modules/d/package.json', '{}')
  const sum = bytes.reduce((total, one) => total + one, 0)
  expect(installedSize('a', folder)).toEqual({ packages: 3, bytes: sum })
})

test('a package that is not installed causes an error', () => {
  expect(() => installedSize('missing', folder)).toThrow('Cannot find missing from')
})
