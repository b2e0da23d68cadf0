import { join } from 'node:path'
import { listPackages, readPackage } from '../packages.ts'
import { checkPackage, type Violation } from './check-package.ts'
import { listSourceFiles } from './list-imports.ts'

/**
 * Checks the imports of every package of a workspace.
 *
 * @param root the workspace's folder
 * @returns the violations, with absolute paths
 */
export function checkWorkspace(root: string): Violation[] {
  const packages = [...listPackages(root), readPackage(join(root, 'scripts'))]
  const { devDependencies = {} } = readPackage(root).manifest
  const context = {
    packages: new Map(packages.map((one) => [one.name, one])),
    rootDependencies: new Set(Object.keys(devDependencies)),
  }
  return packages.flatMap((owner) =>
    checkPackage(owner, listSourceFiles(owner.folder), context).map((violation) => ({
      ...violation,
      path: join(owner.folder, violation.path),
    })),
  )
}
