import { posix } from 'node:path'
import type { WorkspacePackage } from '../packages.ts'
import { checkDependency, type WorkspaceContext } from './check-dependency.ts'
import { checkFolderOrder } from './check-folder-order.ts'
import { findCycles } from './find-cycles.ts'
import { layerOf, layers } from './layers.ts'
import type { Import, SourceFile } from './list-imports.ts'

/** A violation of a rule, at a line of a file. */
export interface Violation {
  /** Relative to the package's folder. */
  readonly path: string
  /** Counted from 1. */
  readonly line: number
  /** What is wrong and how to fix it. */
  readonly message: string
}

/** Checks every import of a package: its target, import cycles, the order of folders, and the layer of other packages. */
export function checkPackage(
  owner: WorkspacePackage,
  files: readonly SourceFile[],
  context: WorkspaceContext,
): Violation[] {
  const imports = files.flatMap((file) =>
    file.imports.flatMap((imported): Violation[] => {
      const message = isRelative(imported)
        ? checkRelative(owner, file, imported)
        : checkDependency(owner, file, imported, context)
      return message === undefined ? [] : [{ path: file.path, line: imported.line, message }]
    }),
  )
  return [...checkHasLayer(owner, files), ...imports, ...checkCycles(files)]
}

function checkHasLayer(owner: WorkspacePackage, files: readonly SourceFile[]): Violation[] {
  if (files.length === 0 || layerOf(owner)) return []
  const message = `The package has no layer. Set \`reportline.layer\` to one of: ${layers.join(', ')}.`
  return [{ path: 'package.json', line: 1, message }]
}

function checkRelative(owner: WorkspacePackage, file: SourceFile, imported: Import): string | undefined {
  const target = resolve(file, imported)
  if (target.startsWith('..')) {
    return `\`${imported.specifier}\` leaves the package. Import the other package by its name.`
  }
  return checkFolderOrder(owner.manifest.reportline?.folders, file.path, target)
}

function checkCycles(files: readonly SourceFile[]): Violation[] {
  const graph = new Map(
    files.map((file) => [file.path, file.imports.filter(isRelative).map((imported) => resolve(file, imported))]),
  )
  return findCycles(graph).map((cycle) => {
    const [first = '', second = first] = cycle
    const file = files.find(({ path }) => path === first)
    const line = file?.imports.find((imported) => resolve(file, imported) === second)?.line ?? 1
    const path = [...cycle, first].join(' → ')
    return { path: first, line, message: `Import cycle: ${path}. Move what both files need to a file of its own.` }
  })
}

function isRelative({ specifier }: Import): boolean {
  return specifier.startsWith('.')
}

function resolve(file: SourceFile, { specifier }: Import): string {
  return posix.join(posix.dirname(file.path), specifier)
}
