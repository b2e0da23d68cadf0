import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { help } from './help.ts'
import type { Bench, BenchReport } from './report/bench.ts'
import { missedTargets } from './report/check.ts'
import { checksTable } from './report/checks-table.ts'
import { formatTable } from './report/format-table.ts'
import { machine } from './report/machine.ts'

/** The options of the command line. */
export interface Options {
  readonly help: boolean
  readonly check: boolean
  readonly benches: readonly Bench[]
  readonly size: number
  readonly rounds: number | undefined
}

/** Runs the command and returns its exit code. */
export async function command(args: readonly string[]): Promise<number> {
  let options: Options
  try {
    options = readOptions(args)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    return 2
  }
  if (options.help) {
    console.log(help(benches))
    return 0
  }
  return runBenches(options)
}

async function runBenches({ benches: chosen, check, size, rounds }: Options): Promise<number> {
  const note = (message: string) => console.error(`· ${message}`)
  const reports: (BenchReport & { name: string })[] = []
  for (const bench of chosen) {
    const report = await bench.run({ size, rounds, note })
    for (const table of report.tables) console.log(`${formatTable(table)}\n`)
    reports.push({ name: bench.name, ...report })
  }
  const checks = reports.flatMap((report) => report.checks)
  console.log(formatTable(checksTable(checks)))
  const missed = missedTargets(checks)
  const file = await writeResults({ ...machine(), size, benches: reports, missed })
  console.error(`\nWrote the measurements to ${file}`)
  if (!check) return 0
  for (const line of missed) console.error(`Missed: ${line}`)
  return missed.length === 0 ? 0 : 1
}

async function writeResults(results: object): Promise<string> {
  const folder = fileURLToPath(new URL('../.results/', import.meta.url))
  await mkdir(folder, { recursive: true })
  const file = join(folder, `${new Date().toISOString().replaceAll(/[:.]/g, '-')}.json`)
  await writeFile(file, `${JSON.stringify(results, null, 2)}\n`)
  return file
}

/**
 * Parses the options of the command line.
 *
 * @throws TypeError if an option is unknown or invalid.
 */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      check: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      size: { type: 'string', default: '1' },
      rounds: { type: 'string' },
    },
  })
  const size = Number(values.size)
  if (!(size > 0 && size <= 1)) throw new TypeError('--size must be a number above 0 and at most 1.')
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds)
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds > 0)) {
    throw new TypeError('--rounds must be a positive integer.')
  }
  return { help: values.help, check: values.check, benches: chooseBenches(values.only), size, rounds }
}

function chooseBenches(names: readonly string[]): readonly Bench[] {
  const known = benches.map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined)
    throw new TypeError(`Unknown benchmark \`${unknown}\`. Expected one of: ${known.join(', ')}.`)
  return names.length === 0 ? benches : benches.filter(({ name }) => names.includes(name))
}
