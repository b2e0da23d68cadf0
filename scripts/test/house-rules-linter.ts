import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import type { Edit } from './house-rules-breakages.ts'

/** What the linter found: the rule, and where in the copy. */
export interface Problem {
  readonly rule: string
  readonly file: string
  readonly pointer: string
  readonly message: string
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const fixture = fileURLToPath(new URL('house-rules-fixture', import.meta.url))

/**
 * Copies the fixture once for each list of edits, breaks the copies, lints all of them in one run of the linter with
 * the rules of the workspace's redocly.yaml, and gives the problems of each copy.
 */
export async function lintCopies(copies: readonly (readonly Edit[])[]): Promise<Problem[][]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'house-rules-')))
  try {
    for (const [index, edits] of copies.entries()) await breakCopy(join(folder, String(index)), edits)
    await writeFile(join(folder, 'redocly.yaml'), await configuration(copies.length))
    const reports = await lint(folder)
    if (reports.length !== copies.length) throw new Error(`The linter gave up in copy ${reports.length}`)
    return reports.map((report, index) => problems(report, String(index)))
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function breakCopy(folder: string, edits: readonly Edit[]): Promise<void> {
  await cp(fixture, folder, { recursive: true })
  for (const [file, from, to] of edits) {
    const path = join(folder, file)
    if (to === undefined) {
      await cp(path, join(folder, from))
      continue
    }
    const text = await readFile(path, 'utf8')
    if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`)
    await writeFile(path, text.replace(from, to))
  }
}

/** The workspace's own settings, for the copies in the place of the APIs. */
async function configuration(copies: number): Promise<string> {
  const { extends: base, rules, plugins, telemetry } = parse(await readFile(join(root, 'redocly.yaml'), 'utf8'))
  const headers = { 'x-request': 'all', 'x-limit': ['2XX'] }
  const copy = (index: number) => ({
    root: `${index}/openapi.yaml`,
    rules: { 'house/response-headers': { severity: 'error', headers } },
  })
  const apis = Object.fromEntries(Array.from({ length: copies }, (_, index) => [`copy-${index}`, copy(index)]))
  const moved = plugins.map((plugin: string) => join(root, plugin))
  return stringify({ apis, plugins: moved, extends: base, rules, telemetry })
}

/** Runs the linter; it prints one JSON document per API, one behind the other. */
function lint(folder: string): Promise<Report[]> {
  const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js')
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const options = { cwd: folder, env, maxBuffer: 2 ** 26 }
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [redocly, 'lint', '--format=json'], options, (error, output, notes) => {
      // Exit code 1 says that there are problems, which is what is asked for here.
      if (error === null || error.code === 1) resolve(output.split(/(?<=^\})(?=\{)/m).map((text) => JSON.parse(text)))
      else reject(new Error(`The linter failed: ${notes}`))
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
  return report.problems.map(({ ruleId, message, location: [place] }) => ({
    rule: ruleId,
    file: relative(copy, place?.source.ref ?? ''),
    pointer: place?.pointer ?? '',
    message,
  }))
}
