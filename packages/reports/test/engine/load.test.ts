import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = join(import.meta.dirname, '../../src')

/** Every file that is loaded with a file, and what is loaded of other packages. Types are erased. */
function loadedWith(file: string): { files: Set<string>; packages: Set<string> } {
  const files = new Set<string>()
  const packages = new Set<string>()
  const visit = (path: string) => {
    if (files.has(path)) return
    files.add(path)
    const text = readFileSync(path, 'utf8')
    for (const [, clause = '', name = ''] of text.matchAll(/^(?:import|export) ([^;]*?)from '([^']+)'$/gms)) {
      if (clause.startsWith('type ') || /^\{(\s*type [^,}]+,?)+\s*\} $/.test(clause)) continue
      if (name.startsWith('.')) visit(join(dirname(path), name))
      else packages.add(name)
    }
  }
  visit(join(source, file))
  return { files: new Set([...files].map((path) => relative(source, path))), packages }
}

describe('the engine', () => {
  test('loads no API’s code and no SQLite', () => {
    const { files, packages } = loadedWith('index.ts')
    expect([...files].filter((file) => /^accounts\/(selling-partner|business|pay)\//.test(file))).toEqual([])
    expect([...files]).toContain('engine/reportline.ts')
    expect([...packages].filter((name) => name.includes('client') || /sqlite/.test(name))).toEqual([])
  })

  test('is not loaded with an API', () => {
    for (const api of ['selling-partner', 'business', 'pay']) {
      const { files, packages } = loadedWith(`accounts/${api}/index.ts`)
      const stores = /^(engine\/|ledger\/(memory|sqlite|file)-ledger)/
      expect([...files].filter((file) => stores.test(file))).toEqual([])
      expect([...packages].filter((name) => /sqlite/.test(name))).toEqual([])
    }
  })

  test('loads SQLite with the file ledger alone', () => {
    const { files, packages } = loadedWith('file-ledger.ts')
    expect([...packages]).toContain('@reportline/request/sqlite-file')
    expect([...files].filter((file) => !file.startsWith('ledger/'))).toEqual(['file-ledger.ts'])
  })
})
