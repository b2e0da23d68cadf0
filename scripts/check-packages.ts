import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkInstalled } from './check-packages/check-installed.ts'
import { checkTarball } from './check-packages/check-tarball.ts'
import { packAll } from './check-packages/pack-all.ts'
import { listPublicPackages } from './packages.ts'

// pnpm check-packages: packs every public package, checks the tarballs, installs them with npm in a fresh project outside
// the workspace, and imports, type-checks and runs them there.
const folder = mkdtempSync(join(tmpdir(), 'reportline-packages-'))
try {
  const packed = await packAll(listPublicPackages(), folder)
  const findings = (await Promise.all([checkInstalled(packed, folder), ...packed.map(checkTarball)])).flat()
  for (const finding of findings) console.error(finding)
  if (findings.length > 0) process.exitCode = 1
  else console.log(`${packed.length} packages: packed, checked, installed by npm, imported, type-checked and run.`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
