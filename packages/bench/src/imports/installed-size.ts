import { existsSync, globSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly files?: readonly string[]
}

/** What installing a package puts on the disk. */
export interface InstalledSize {
  /** Itself and all it depends on. */
  readonly packages: number
  readonly bytes: number
}

/**
 * Adds up the published files of a package and of everything that it depends on, each once. Followed are `dependencies`,
 * from package to package as Node finds them; peers that are optional are not there.
 *
 * @param name The package.
 * @param from A folder from which Node finds it.
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

/** Looks through the folders `node_modules`, upwards. */
function findPackage(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate)
    if (folder === dirname(folder)) throw new Error(`${name} is not installed for ${from}`)
  }
}

/** A package from the registry is what was published; of one of this workspace, what would be. */
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
