import { workspace } from './apis.ts'
import { findDifferences } from './generate/find-differences.ts'

// pnpm check-generated [api …]: fails if a generated file is not up to date.
const differences = await findDifferences(workspace, process.argv.slice(2))
for (const difference of differences) console.error(difference)
if (differences.length > 0) {
  console.error('\nGenerated files are out of date. Update them with: npx -y pnpm@12 generate')
  process.exitCode = 1
} else {
  console.log('All generated files are up to date.')
}
