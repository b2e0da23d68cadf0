import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFolder, workspace } from './apis.ts'

/** A package of the workspace. */
export interface WorkspacePackage {
  readonly name: string
  /** The package's folder, absolute. */
  readonly folder: string
  readonly manifest: Manifest
}

/** The fields of a package.json that the scripts read. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  /** Settings for the scripts. */
  readonly reportline?: {
    /** One of the layers in check-imports/layers.ts. */
    readonly layer?: string
    /** Development dependencies that the build copies into the package, so that users do not install them. */
    readonly bundled?: readonly string[]
    /** The folders and files of `src/`, lowest first: each imports only from those before it. */
    readonly folders?: readonly string[]
    /** For a package that depends on every API: the packages of each API that it depends on. */
    readonly apis?: readonly string[]
  }
}

/** Lists every package under `packages/`, `packages/generated/` and `specs/`, sorted by name. */
export function listPackages(root: string = workspace): WorkspacePackage[] {
  return ['packages', generatedFolder, 'specs']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map(readPackage)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/**
 * Reads a package.
 *
 * @param folder the package's folder, absolute
 */
export function readPackage(folder: string): WorkspacePackage {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
  return { name: manifest.name, folder, manifest }
}

/** Lists the packages that are published, sorted by name. */
export function listPublicPackages(root: string = workspace): WorkspacePackage[] {
  return listPackages(root).filter(({ manifest }) => !manifest.private)
}
