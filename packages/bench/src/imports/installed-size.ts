import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
}

/** The installed size of a package with its dependencies. */
export interface InstalledSize {
  /** The number of packages, including the package itself. */
  readonly packages: number
  readonly bytes: number
}

/**
 * Adds up the published files of a package and of all its dependencies, each counted once. Dependencies are resolved as
 * Node resolves them. Optional and peer dependencies are not included.
 *
 * @param name - The name of the package.
 * @param from - The folder from which the package is resolved.
 * @throws Error if a package is not installed.
 */
export function installedSize(name: string, from: string): InstalledSize {
  const folders = new Set<string>()
  collect(findPackage(name, from), folders)
  let bytes = 0
  for (const folder of folders) bytes += publishedBytes(folder)
  return { packages: folders.size, bytes }
}

function collect(folder: string, folders: Set<string>): void {
  if (folders.has(folder)) return
  folders.add(folder)
  for (const name of Object.keys(manifestOf(folder).dependencies ?? {})) collect(findPackage(name, folder), folders)
}

/** Searches the `node_modules` folders upwards. */
function findPackage(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (folder === dirname(folder)) throw new Error(`Cannot find ${name} from ${from}. Run pnpm install.`)
  }
}

/** Counts all files of an installed package, and only the `files` of a package of this workspace. */
function publishedBytes(folder: string): number {
  const patterns = folder.includes('/node_modules/') ? ['**'] : publishedPatterns(folder)
  const files = globSync(patterns, { cwd: folder, exclude: (path) => path === 'node_modules' })
  let bytes = 0
  for (const file of new Set(files)) {
    const stats = statSync(join(folder, file))
    if (stats.isFile()) bytes += stats.size
  }
  return bytes
}

function publishedPatterns(folder: string): string[] {
  const { files = ['**'] } = manifestOf(folder)
  return [...files.flatMap((file) => [file, `${file}/**`]), 'package.json', 'README.md']
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}
