import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import type { Edit } from './house-rules-cases.ts'

/** A problem that the linter reports, with its location in the copy. */
export interface Problem {
  readonly rule: string
  readonly file: string
  readonly pointer: string
  readonly message: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const fixture = fileURLToPath(new URL('house-rules-fixture', import.meta.url))

/**
 * Copies the fixture once for each list of edits and applies the edits. Then lints all copies in one run, with the rules in
 * the workspace's redocly.yaml.
 *
 * @returns the problems of each copy
 */
export async function lintCopies(copies: readonly (readonly Edit[])[]): Promise<Problem[][]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'house-rules-')))
  try {
    for (const [index, edits] of copies.entries()) await createCopy(join(folder, String(index)), edits)
    await writeFile(join(folder, 'redocly.yaml'), await configuration(copies.length))
    const reports = await lint(folder)
    if (reports.length !== copies.length)
      throw new Error(`The linter stopped after ${reports.length} of ${copies.length} copies`)
    return reports.map((report, index) => problems(report, String(index)))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function createCopy(folder: string, edits: readonly Edit[]): Promise<void> {
  await cp(fixture, folder, { recursive: true })
  for (const [file, from, to] of edits) {
    const path = join(folder, file)
    if (to === undefined) {
      await cp(path, join(folder, from))
      continue
    }
    const content = await readFile(path, 'utf8')
    if (!content.includes(from)) throw new Error(`${file} does not contain ${JSON.stringify(from)}`)
    await writeFile(path, content.replace(from, to))
  }
}

/** Returns the workspace's configuration, with the copies in place of the APIs. */
async function configuration(copies: number): Promise<string> {
  const { extends: base, rules, plugins, telemetry } = parse(await readFile(join(root, 'redocly.yaml'), 'utf8'))
  const headers = { 'x-request': 'all', 'x-limit': ['2XX'] }
  const copy = (index: number) => ({
    root: `${index}/openapi.yaml`,
    rules: { 'house/response-headers': { severity: 'error', headers } },
  })
  const apis = Object.fromEntries(Array.from({ length: copies }, (_, index) => [`copy-${index}`, copy(index)]))
  const absolutePlugins = plugins.map((plugin: string) => join(root, plugin))
  return stringify({ apis, plugins: absolutePlugins, extends: base, rules, telemetry })
}

/** Runs the linter, which prints one JSON document for each API. */
function lint(folder: string): Promise<Report[]> {
  const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [redocly, 'lint', '--format=json'], options, (error, stdout, stderr) => {
      // Exit code 1 means that there are problems, as expected here.
      if (error === null || error.code === 1) resolve(stdout.split(/(?<=^\})(?=\{)/m).map((text) => JSON.parse(text)))
      else reject(new Error(`The linter failed: ${stderr}`))
    })
  })
}

interface Report {
  readonly problems: readonly {
    readonly ruleId: string
    readonly message: string
    readonly location: readonly { readonly source: { readonly ref: string }; readonly pointer?: string }[]
  }[]
}

function problems(report: Report, copy: string): Problem[] {
  return report.problems.map(({ ruleId, message, location: [location] }) => ({
    rule: ruleId,
    file: relative(copy, location?.source.ref ?? ''),
    pointer: location?.pointer ?? '',
    message,
  }))
}
