import { execFile } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { listApis, readBundle, workspace } from '../../../scripts/apis.ts'
import { addCodeSamples } from './add-code-samples.ts'
import { indexPage } from './index-page.ts'

// Renders every specification into one static folder: dist/<api>.html and dist/index.html. Needs no network to be read.
const folder = join(import.meta.dirname, '../dist')
const inputs = join(folder, 'input')
rmSync(folder, { recursive: true, force: true })
mkdirSync(inputs, { recursive: true })

const pages = listApis().map((api) => ({ api, bundle: readBundle(api) }))
await Promise.all(
  pages.map(async ({ api, bundle }) => {
    const input = join(inputs, `${api.name}.json`)
    writeFileSync(input, JSON.stringify(addCodeSamples(api, bundle)))
    await render(input, join(folder, `${api.name}.html`))
  }),
)
writeFileSync(join(folder, 'index.html'), indexPage(pages))
rmSync(inputs, { recursive: true })
console.log(`${pages.length} specifications rendered, with an index.`)

async function render(input: string, output: string): Promise<void> {
  // From a folder without redocly.yaml: the house's lint rules have no part in rendering.
  await promisify(execFile)(
    process.execPath,
    [
      join(workspace, 'node_modules/@redocly/cli/bin/cli.js'),
      'build-docs',
      input,
      '--inlineBundle',
      '--output',
      output,
    ],
    { cwd: inputs, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  )
}
