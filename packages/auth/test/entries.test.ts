import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the main entry imports no Node module and nothing of Amazon Pay', () => {
  const folder = join(import.meta.dirname, '../src')
  const files = globSync('*.ts', { cwd: folder })
  expect(files).toContain('index.ts')
  const imports = files.flatMap(
    (file) => readFileSync(join(folder, file), 'utf8').match(/^(?:import|export|}).* from '.*'/gm) ?? [],
  )
  const others = imports.filter((line) => !/ from '(\.\/[a-z-]+\.ts|@reportline\/redact)'$/.test(line))
  expect(others).toEqual([])
})
