import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workspace } from './apis.ts'
import { generateWorkspace } from './generate/generate-workspace.ts'

// pnpm generate [api …]: generates the types and client packages, and the workspace files that depend on the list of APIs.
const { files, stale } = await generateWorkspace(workspace, process.argv.slice(2))
let written = 0
for (const [path, content] of files) {
  const target = join(workspace, path)
  if (existsSync(target) && readFileSync(target, 'utf8') === content) continue
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content)
  written += 1
}
for (const path of stale) rmSync(join(workspace, path))
console.log(`Generated ${files.size} files: ${written} written, ${stale.length} removed, all others up to date.`)
