import { parseArgs } from 'node:util'
import { workspace } from './apis.ts'
import { scaffoldApi } from './new-api/scaffold-api.ts'
import { mustRun } from './run.ts'

const help = `pnpm new-api <name> [--title <title>]

Adds an API: specs/<name>/ with one sample operation, an entry in redocly.yaml, and the generated packages.
The name must be in kebab case, such as selling-partner-tokens.

Then edit the YAML in specs/<name>/ and run
  pnpm generate     to generate the types and the client
  pnpm test         to lint, build and test
  pnpm changeset    to describe the change for the changelog
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
  console.log(`Created specs/${name} with ${files} files, and added the API to redocly.yaml.`)
  // The first install links the specification, the second the packages generated from it.
  await mustRun('pnpm', ['install', '--no-frozen-lockfile'])
  await mustRun('pnpm', ['generate'])
  await mustRun('pnpm', ['install', '--no-frozen-lockfile'])
  console.log(`Generated packages/generated/${name}-types and packages/generated/${name}-client.\n`)
  console.log(`Next: edit the YAML in specs/${name}/, then run pnpm generate, pnpm test and pnpm changeset.`)
}
