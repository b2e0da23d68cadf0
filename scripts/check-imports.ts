import { relative } from 'node:path'
import { workspace } from './apis.ts'
import { checkWorkspace } from './check-imports/check-workspace.ts'

// pnpm check-imports: fails if an import leaves its package, is part of a cycle, or violates the order of packages or
// folders.
const violations = checkWorkspace(workspace)
for (const { path, line, message } of violations) console.error(`${relative(workspace, path)}:${line}: ${message}`)
if (violations.length > 0) process.exitCode = 1
