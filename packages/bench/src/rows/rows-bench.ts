import { type CachedDocument, cachedDocument } from '../data/cached-document.ts'
import { type Charset, charsets } from '../data/charset.ts'
import { withServer } from '../data/with-server.ts'
import { checkSameWork } from '../measure/check-same-work.ts'
import { type Contestant, interleave, type Medians, mediansOf, type Samples } from '../measure/interleave.ts'
import type { Bench, BenchReport, Scale } from '../report/bench.ts'
import type { Check } from '../report/check.ts'
import type { Table } from '../report/format-table.ts'
import { megabytes, ratioText, seconds, sizeText } from '../report/units.ts'

const fullSizes = [200e6, 2e9] as const
/** The maximum peak memory above the baseline. */
const maxMemoryAboveBaselineMb = 60

/** Rows as objects, from documents of each size in each charset. */
export const rowsBench: Bench = {
  name: 'rows',
  about: 'rows as objects from 200 MB and 2 GB of TSV in gzip, in UTF-8, Cp1252 and Shift_JIS',
  run: (scale) =>
    withServer(async (origin) => {
      const reports: BenchReport[] = []
      for (const fullSize of fullSizes) {
        for (const charset of charsets) reports.push(await runOne(origin, charset, fullSize, scale))
      }
      return {
        tables: reports.flatMap(({ tables }) => tables),
        checks: reports.flatMap(({ checks }) => checks),
        samples: reports.map(({ samples }) => samples),
      }
    }),
}

async function runOne(origin: string, charset: Charset, fullSize: number, scale: Scale): Promise<BenchReport> {
  const rounds = scale.rounds ?? 3
  const document = await cachedDocument(charset, fullSize * scale.size, scale.note)
  const title = `rows, ${sizeText(fullSize * scale.size)}, ${charset}`
  const input = { origin, file: document.file, charset }
  const samples = await interleave(contestants(input, charset, fullSize), rounds, (message) =>
    scale.note(`${title}: ${message}`),
  )
  const { rows, characters } = document
  checkSameWork(
    samples.filter(({ name }) => name !== baselineName),
    { rows, characters },
  )
  return { tables: [tableOf(title, document, samples)], checks: checksOf(title, samples), samples: { title, samples } }
}

const baselineName = 'baseline: fetch, gunzip, decode'

/** Slow parsers do not read the large documents, because it would take minutes. csv-parse reads one of them, once. */
function contestants(input: object, charset: Charset, fullSize: number): Contestant[] {
  const fast: Contestant[] = [
    { name: baselineName, task: 'rows-baseline', input },
    { name: 'Reportline', task: 'rows-reportline', input },
    { name: 'uDSV', task: 'rows-udsv', input },
  ]
  const csvParse: Contestant = { name: 'csv-parse', task: 'rows-csv-parse', input }
  if (fullSize > fullSizes[0]) return charset === 'utf-8' ? [...fast, { ...csvParse, rounds: 1 }] : fast
  return [
    ...fast,
    csvParse,
    { name: 'papaparse', task: 'rows-papaparse', input, rounds: 2 },
    { name: 'amazon-sp-api', task: 'rows-amazon-sp-api', input, rounds: 1 },
  ]
}

function tableOf(title: string, { bytes, compressed, rows }: CachedDocument, samples: readonly Samples[]): Table {
  const [baseline, own] = samples.map(mediansOf)
  return {
    title: `${title} (${megabytes(compressed)} MB in gzip, ${rows} rows of 40 columns)`,
    columns: ['', 'seconds', 'MB/s', 'CPU s', 'peak MB', 'above baseline', 'Reportline is × as fast'],
    rows: samples.map((sample) => {
      const medians = mediansOf(sample)
      if (medians === undefined) return [sample.name, '-', '-', '-', '-', '-', sample.failure ?? '-']
      const above = baseline === undefined ? '-' : megabytes(medians.peak - baseline.peak)
      const ratio = own === undefined ? undefined : medians.wall / own.wall
      const speed = ((bytes / medians.wall) * 1000) / 1e6
      const { wall, cpu, peak } = medians
      return [sample.name, seconds(wall), speed.toFixed(0), seconds(cpu), megabytes(peak), above, ratioText(ratio)]
    }),
  }
}

function checksOf(title: string, samples: readonly Samples[]): Check[] {
  const of = (name: string): Medians | undefined => {
    const found = samples.find((sample) => sample.name === name)
    return found && mediansOf(found)
  }
  const own = of('Reportline')
  const baseline = of(baselineName)
  const timesAsFast = (peer: Medians | undefined) => (own && peer ? peer.wall / own.wall : undefined)
  const checks: Check[] = [
    {
      name: `${title}: throughput of Reportline / uDSV`,
      required: { min: 0.9 },
      measured: timesAsFast(of('uDSV')),
      unit: '',
    },
    {
      name: `${title}: peak memory of Reportline above the baseline`,
      required: { max: maxMemoryAboveBaselineMb },
      measured: own && baseline ? (own.peak - baseline.peak) / 1e6 : undefined,
      unit: ' MB',
    },
  ]
  if (!samples.some(({ name }) => name === 'csv-parse')) return checks
  const slow = timesAsFast(of('csv-parse'))
  return [
    ...checks,
    { name: `${title}: throughput of Reportline / csv-parse`, required: { min: 8 }, measured: slow, unit: '' },
  ]
}
