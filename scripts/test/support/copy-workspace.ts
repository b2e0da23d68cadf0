import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { workspace } from '../../apis.ts'
import { mustRun } from '../../run.ts'

/** Copies what git would commit of the workspace into a temporary folder, without anything built or installed. */
export async function copyWorkspace(): Promise<string> {
  const target = mkdtempSync(join(tmpdir(), 'reportline-workspace-'))
  const { output } = await mustRun('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  for (const path of output.split('\0').filter((one) => one !== '' && existsSync(join(workspace, one)))) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    cpSync(join(workspace, path), join(target, path))
  }
  return target
}
