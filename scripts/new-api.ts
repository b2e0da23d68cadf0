import { parseArgs } from 'node:util'
import { workspace } from './apis.ts'
import { scaffoldApi } from './new-api/scaffold-api.ts'
import { mustRun } from './run.ts'

const help = `pnpm new-api <name> [--title <title>]

Adds an API: specs/<name>/ with one sample operation, an entry in redocly.yaml, and its generated packages.
The name is in kebab case, for instance selling-partner-tokens.

Afterwards: write the YAML in specs/<name>/, then run
  pnpm generate     writes the types and the client
  pnpm test         lints, builds and replays
  pnpm changeset    says what is new to readers of the changelog
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { title: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
const [name] = positionals
if (values.help || !name || positionals.length > 1) {
  console.log(help)
  process.exitCode = values.help ? 0 : 2
} else {
  const files = scaffoldApi(workspace, name, values.title)
  console.log(`specs/${name}: ${files} files written, and redocly.yaml has the API.`)
  // The first install links the new specification, the second the packages that are generated from it.
  await mustRun('pnpm', ['install', '--no-frozen-lockfile'])
  await mustRun('pnpm', ['generate'])
  await mustRun('pnpm', ['install', '--no-frozen-lockfile'])
  console.log(`packages/generated/${name}-types and packages/generated/${name}-client are generated.\n`)
  console.log(`Next: write the YAML in specs/${name}/, then pnpm generate, pnpm test, pnpm changeset.`)
}
