import { cachedDocument } from '../data/cached-document.ts'
import { withServer } from '../data/with-server.ts'
import { checkSameWork } from '../measure/check-same-work.ts'
import { interleave, mediansOf, type Samples } from '../measure/interleave.ts'
import type { Bench, BenchReport } from '../report/bench.ts'
import { megabytes, ratioText, seconds, sizeText } from '../report/units.ts'

const fullSize = 200e6

/** The records of one JSON document, compared with one `JSON.parse`. */
export const recordsBench: Bench = {
  name: 'records',
  about: 'records from 200 MB of JSON in gzip, compared with one JSON.parse of the document',
  run: (scale) =>
    withServer(async (origin) => {
      const document = await cachedDocument('json', fullSize * scale.size, scale.note)
      const input = { origin, file: document.file }
      const samples = await interleave(
        [
          { name: 'baseline: fetch, gunzip, decode', task: 'rows-baseline', input: { ...input, charset: 'utf-8' } },
          { name: 'Reportline', task: 'records-reportline', input },
          { name: 'one JSON.parse', task: 'records-whole', input },
        ],
        scale.rounds ?? 5,
        (message) => scale.note(`records: ${message}`),
      )
      const { rows, characters, bytes } = document
      checkSameWork(samples.slice(1), { rows, characters })
      return reportOf(bytes, rows, samples)
    }),
}

function reportOf(bytes: number, rows: number, samples: readonly Samples[]): BenchReport {
  const [, own, whole] = samples.map(mediansOf)
  return {
    tables: [
      {
        title: `Records, ${sizeText(bytes)} of JSON, ${rows} records`,
        columns: ['', 'seconds', 'MB/s', 'CPU s', 'peak MB', '× JSON.parse'],
        rows: samples.map((sample) => {
          const medians = mediansOf(sample)
          if (medians === undefined) return [sample.name, sample.failure ?? '-']
          const { wall, cpu, peak } = medians
          const ratio = whole && whole.wall / wall
          const speed = ((bytes / wall) * 1000) / 1e6
          return [sample.name, seconds(wall), speed.toFixed(0), seconds(cpu), megabytes(peak), ratioText(ratio)]
        }),
      },
    ],
    checks: [
      {
        name: 'records: throughput of Reportline / one JSON.parse',
        required: { min: 1 },
        measured: own && whole && whole.wall / own.wall,
        unit: '',
      },
      {
        name: 'records: peak memory of Reportline',
        required: { max: 120 },
        measured: own && own.peak / 1e6,
        unit: ' MB',
      },
    ],
    samples,
  }
}
