import { workspace } from './apis.ts'
import { runCheckUpstream } from './check-upstream/command.ts'

// pnpm check-upstream <model.json>: fails if a model of Amazon differs from our specification and no deviation note explains it.
process.exitCode = runCheckUpstream(process.argv.slice(2), {
  root: workspace,
  print: console.log,
  printError: console.error,
})
