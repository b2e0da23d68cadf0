import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { workspace } from '../apis.ts'
import type { WorkspacePackage } from '../packages.ts'
import { mustRun } from '../run.ts'

/** A public package and its tarball. */
export interface PackedPackage extends WorkspacePackage {
  /** The tarball's path. */
  readonly tarball: string
}

/**
 * Packs packages as they would be published.
 *
 * @param folder the folder to write the tarballs to
 * @param root the folder of the workspace that contains the packages
 * @throws Error if a package cannot be packed
 */
export async function packAll(
  packages: readonly WorkspacePackage[],
  folder: string,
  root: string = workspace,
): Promise<PackedPackage[]> {
  const filters = packages.map(({ name }) => `--filter=${name}`)
  await mustRun('pnpm', [...filters, '-r', 'pack', '--pack-destination', folder], { cwd: root })
  const tarballs = readdirSync(folder)
  return packages.map((one) => {
    const file = `${one.name.replace('@', '').replace('/', '-')}-${one.manifest.version}.tgz`
    if (!tarballs.includes(file))
      throw new Error(`${one.name}: pnpm pack did not create ${file}. It created ${tarballs.join(', ')}`)
    return { ...one, tarball: join(folder, file) }
  })
}
