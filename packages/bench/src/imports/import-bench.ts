import { fileURLToPath } from 'node:url'
import { median } from '../measure/median.ts'
import { rotate } from '../measure/rotate.ts'
import type { Bench } from '../report/bench.ts'
import { ratioText } from '../report/units.ts'
import { importTime } from './import-time.ts'
import { installedSize } from './installed-size.ts'

const own = '@reportline/reports/selling-partner'
const peers = ['@sp-api-sdk/reports-api-2021-06-30', 'amazon-sp-api']
const others = ['@reportline/reports', '@reportline/selling-partner-reports-client']

/** The time to import the client, and its installed size. */
export const importBench: Bench = {
  name: 'import',
  about: 'time to import in a fresh process, and installed size, compared with two other clients',
  async run(scale) {
    const names = [own, ...others, ...peers]
    const samples = new Map<string, number[]>(names.map((name) => [name, []]))
    scale.note('import: importing each package in fresh processes')
    // The first round is not measured: it fills the file cache of the system.
    const rounds = scale.rounds ?? Math.max(5, Math.round(15 * scale.size))
    for (let round = -1; round < rounds; round++) {
      for (const name of rotate(names, round + 1)) {
        const milliseconds = await importTime(import.meta.resolve(name))
        if (round >= 0) samples.get(name)?.push(milliseconds)
      }
    }
    const medianOf = (name: string) => median(samples.get(name) ?? [])
    const fastest = Math.min(...peers.map(medianOf))
    return {
      tables: [
        {
          title: 'Time to import in a fresh process, and installed size',
          columns: ['', 'ms', '× fastest peer', 'packages', 'MB'],
          rows: names.map((name) => [
            name,
            medianOf(name).toFixed(0),
            ratioText(medianOf(name) / fastest),
            ...sizeOf(name),
          ]),
          note: 'Installed size: the published files of the package and of all its dependencies.',
        },
      ],
      checks: [
        {
          name: `import: time of ${own} / fastest peer`,
          required: { max: 0.333 },
          measured: medianOf(own) / fastest,
          unit: '',
        },
      ],
      samples: Object.fromEntries(samples),
    }
  },
}

function sizeOf(specifier: string): [string, string] {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
  const { packages, bytes } = installedSize(name, fileURLToPath(new URL('..', import.meta.url)))
  return [String(packages), (bytes / 1e6).toFixed(2)]
}
