import { execFile } from 'node:child_process'
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { commands } from '@reportline/cli/src/registry.ts'
import { catalogueVersion, reportTypes } from '@reportline/report-types'
import { type Api, listApis, readBundle, workspace } from '@reportline/scripts/apis'
import { parse } from 'yaml'
import { addCodeSamples } from './add-code-samples.ts'
import { addUsagePlans } from './add-usage-plans.ts'
import { commandFile, commandPage } from './command-pages.ts'
import { type IndexEntry, indexPage } from './index-page.ts'
import { reportTypesPage } from './report-types-page.ts'
import { type ArazzoDocument, workflowPage } from './workflow-page.ts'

// node src/build.ts [api …]: renders the docs site into dist/: a page for each specification, workflow and command, the
// catalogue, and an index. With names of APIs, the other specifications are left out. The pages work offline.
const names = process.argv.slice(2)
const folder = join(import.meta.dirname, '../dist')
const inputs = join(folder, 'input')
rmSync(folder, { recursive: true, force: true })
mkdirSync(inputs, { recursive: true })

const apis = listApis().filter(({ name }) => names.length === 0 || names.includes(name))
const specifications = await Promise.all(apis.map(renderSpecification))
const workflows = globSync('specs/workflows/*.arazzo.yaml', { cwd: workspace }).sort().map(renderWorkflow)
const catalogue = renderReportTypes()
const commandPages = renderCommands()
writeFileSync(join(folder, 'index.html'), indexPage(specifications, workflows, catalogue, commandPages))
rmSync(inputs, { recursive: true })
console.log(
  `Rendered ${specifications.length} specifications, ${workflows.length} workflows, ${commandPages.length} commands, the report types and an index.`,
)

async function renderSpecification(api: Api): Promise<IndexEntry> {
  const bundle = readBundle(api)
  const input = join(inputs, `${api.name}.json`)
  const file = `${api.name}.html`
  writeFileSync(input, JSON.stringify(addUsagePlans(addCodeSamples(api, bundle))))
  // Runs in a folder without redocly.yaml, because rendering does not need the lint rules.
  await promisify(execFile)(
    process.execPath,
    [
      join(workspace, 'node_modules/@redocly/cli/bin/cli.js'),
      'build-docs',
      input,
      '--inlineBundle',
      '--output',
      join(folder, file),
    ],
    { cwd: inputs, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  )
  return { file, ...bundle.info }
}

function renderWorkflow(path: string): IndexEntry {
  const document = parse(readFileSync(join(workspace, path), 'utf8')) as ArazzoDocument
  const file = `${basename(path, '.arazzo.yaml')}.html`
  writeFileSync(join(folder, file), workflowPage(document))
  return { file, ...document.info }
}

function renderReportTypes(): IndexEntry {
  const file = 'report-types.html'
  const rows = reportTypes()
  writeFileSync(join(folder, file), reportTypesPage(rows, catalogueVersion))
  const summary = `${rows.length} report types with their document formats, date ranges, options, limits, personal columns and sources`
  return { file, title: 'Report types', version: catalogueVersion, summary }
}

function renderCommands(): IndexEntry[] {
  return commands.map(({ definition }) => {
    const { name, summary } = definition
    const file = commandFile(name)
    writeFileSync(join(folder, file), commandPage(definition))
    return { file, title: `reportline ${name}`, summary }
  })
}
