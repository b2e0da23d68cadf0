import type { Bench } from './report/bench.ts'

/** What `--help` prints. */
export function help(benches: readonly Bench[]): string {
  const width = Math.max(...benches.map(({ name }) => name.length))
  return `pnpm bench [options]

Measures Reportline and its peers side by side, prints tables, and writes everything as JSON to packages/bench/.results/.

  --check          exit with 1, and name each figure that falls short, unless all are reached
  --only <name>    only this bench; may be given several times
  --size <share>   a share of the true sizes, such as 0.1; ratios of small sizes say little
  --rounds <n>     rounds of each comparison; their median counts
  --help           this

Benches:
${benches.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`).join('\n')}

Documents are made once and kept in the system's folder for temporary files: about 2 GB of disk at the true sizes.
Ratios can be compared between machines, seconds cannot. Measure on a machine that does nothing else.`
}
