import type { Bench } from './report/bench.ts'

/** Returns the text of `--help`. */
export function help(benches: readonly Bench[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length))
  return `pnpm bench [options]

Measures Reportline and other libraries in the same run. Prints tables, and writes all measurements as JSON to
packages/bench/.results/.

  --check         exit with 1 if a figure misses its target, and name each one that does
  --only <name>   run only this benchmark; can be repeated
  --size <n>      fraction of the full size, such as 0.1; ratios of small sizes are not meaningful
  --rounds <n>    number of rounds; the results are their medians
  --help          show this help

Benchmarks:
${benches.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n')}

Documents are generated once and kept in the temporary folder of the system. At full size they need about 2 GB.
Compare ratios between machines, not seconds. Measure on an idle machine.`
}
