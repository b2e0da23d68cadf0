import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('Login with Amazon uses nothing of Node and does not load the signatures of Amazon Pay', () => {
  const folder = join(import.meta.dirname, '../src')
  const files = globSync('*.ts', { cwd: folder })
  expect(files).toContain('index.ts')
  const imports = files.flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/from '.*'/g) ?? [])
  expect(imports.filter((line) => !/^from '\.\/[a-z-]+\.ts'$/.test(line))).toEqual([])
})
