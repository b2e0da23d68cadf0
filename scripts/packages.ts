import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { generatedFolder, workspace } from './apis.ts'

/** A package of the workspace. */
export interface WorkspacePackage {
  readonly name: string
  /** Its folder, absolute. */
  readonly folder: string
  readonly manifest: Manifest
}

export interface Manifest {
  readonly name: string
  readonly version: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, unknown>>
  readonly bin?: Readonly<Record<string, string>>
}

/** Every package under `packages/`, `packages/generated/` and `specs/`, in the order of their names. */
export function listPackages(root: string = workspace): WorkspacePackage[] {
  return ['packages', generatedFolder, 'specs']
    .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name)))
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
      return { name: manifest.name, folder, manifest }
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** The packages that are published. */
export function listPublicPackages(root: string = workspace): WorkspacePackage[] {
  return listPackages(root).filter(({ manifest }) => !manifest.private)
}
