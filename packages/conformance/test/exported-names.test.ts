import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { listPublicPackages } from '@reportline/scripts/packages'
import ts from 'typescript'
import { expect, it } from 'vitest'

const entries = listPublicPackages().flatMap(({ name, folder, manifest }) =>
  Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
    const types = (target as { types?: string }).types
    return types === undefined ? [] : [{ entry: name + entry.slice(1), file: join(folder, types) }]
  }),
)

it('every public package exports the names listed in exported-names.txt', async () => {
  const files = entries.map(({ file }) => file)
  expect(files.filter((file) => !existsSync(file))).toEqual([])
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  })
  const checker = program.getTypeChecker()
  const lines = entries.flatMap(({ entry, file }) => {
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    const names = module ? checker.getExportsOfModule(module).map(({ name }) => name) : []
    return [`${entry}`, ...names.sort().map((name) => `  ${name}`)]
  })
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('../exported-names.txt')
})
