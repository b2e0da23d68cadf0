import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** An import, an export-from or a dynamic import with a constant specifier. */
export interface Import {
  readonly specifier: string
  /** Counted from 1. */
  readonly line: number
  readonly typeOnly: boolean
}

/** A TypeScript file and its imports. */
export interface SourceFile {
  /** Relative to the package's folder, for instance `src/index.ts`. */
  readonly path: string
  readonly imports: readonly Import[]
}

const skippedFolders = new Set(['node_modules', 'dist', 'validators'])

/**
 * Reads the imports of every TypeScript file of a package. Skips build output, hidden folders and nested projects, which
 * are folders with a package.json of their own.
 *
 * @param folder the package's folder, absolute
 */
export function listSourceFiles(folder: string): SourceFile[] {
  const paths = globSync('**/{*.ts,package.json}', { cwd: folder, exclude: isSkipped }).sort()
  const projects = paths.filter((path) => path.endsWith('package.json') && path !== 'package.json').map(dirname)
  return paths
    .filter((path) => path.endsWith('.ts') && !projects.some((project) => path.startsWith(`${project}/`)))
    .map((path) => ({ path, imports: listImports(readFileSync(join(folder, path), 'utf8')) }))
}

function isSkipped(path: string): boolean {
  const name = path.split('/').at(-1) ?? ''
  return skippedFolders.has(name) || name.startsWith('.')
}

/** Lists the imports of a TypeScript source in their order, ignoring comments and strings. */
export function listImports(source: string): Import[] {
  return ts.preProcessFile(source, true, true).importedFiles.map(({ fileName, pos }) => {
    const before = source.slice(0, pos)
    const statement = before.split(/^(?=import\b|export\b)/m).at(-1) ?? ''
    return {
      specifier: fileName,
      line: before.split('\n').length,
      typeOnly: /^(import|export) type\b[^'"]*['"]?$/.test(statement),
    }
  })
}
