import { workspace } from './apis.ts'
import { findDifferences } from './generate/find-differences.ts'

// pnpm check-generated [api …]: fails when a generated file is not what `pnpm generate` would write.
const differences = await findDifferences(workspace, process.argv.slice(2))
for (const difference of differences) console.error(difference)
if (differences.length > 0) {
  console.error('\nGenerated files do not match their specification. Mend them with: npx -y pnpm@12 generate')
  process.exitCode = 1
} else {
  console.log('Every generated file is what its specification says.')
}
