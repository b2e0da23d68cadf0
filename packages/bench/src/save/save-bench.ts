import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cachedDocument, cacheFolder } from '../data/cached-document.ts'
import { withServer } from '../data/with-server.ts'
import { checkSameWork } from '../measure/check-same-work.ts'
import { interleave, mediansOf, type Samples } from '../measure/interleave.ts'
import type { Bench, BenchReport } from '../report/bench.ts'
import { megabytes, ratioText, seconds, sizeText } from '../report/units.ts'

const run = promisify(execFile)
const fullSize = 2e9

/** Saving the raw bytes of a document, compared with fetch piped to a file. */
export const saveBench: Bench = {
  name: 'save',
  about: 'saving the raw bytes of the 2 GB document in gzip, compared with fetch piped to a file',
  run: (scale) =>
    withServer(async (origin) => {
      const document = await cachedDocument('utf-8', fullSize * scale.size, scale.note)
      const path = join(cacheFolder, 'saved')
      const input = { origin, file: document.file, path }
      // Unwritten data of one contestant must not slow down the next.
      const before = () => run('sync')
      const samples = await interleave(
        [
          { name: 'fetch piped to a file', task: 'save-fetch', input, before },
          { name: 'Reportline', task: 'save-reportline', input, before },
          { name: 'fetch piped to a file, then fsync', task: 'save-fetch', input: { ...input, sync: true }, before },
        ],
        scale.rounds ?? 7,
        (message) => scale.note(`save: ${message}`),
      )
      await rm(path, { force: true })
      checkSameWork(samples, { bytes: document.compressed })
      return reportOf(document.compressed, samples)
    }),
}

function reportOf(bytes: number, samples: readonly Samples[]): BenchReport {
  const [plain, own] = samples.map(mediansOf)
  return {
    tables: [
      {
        title: `Saving raw bytes to disk, ${sizeText(bytes)}`,
        columns: ['', 'seconds', 'MB/s', 'CPU s', 'peak MB', '× fetch piped'],
        rows: samples.map((sample) => {
          const medians = mediansOf(sample)
          if (medians === undefined) return [sample.name, sample.failure ?? '-']
          const { wall, cpu, peak } = medians
          const ratio = plain && plain.wall / wall
          const speed = ((bytes / wall) * 1000) / 1e6
          return [sample.name, seconds(wall), speed.toFixed(0), seconds(cpu), megabytes(peak), ratioText(ratio)]
        }),
        note: 'Reportline also computes a SHA-256 and waits until the file is on disk. The plain pipe does neither.',
      },
    ],
    checks: [
      {
        name: 'save: throughput of Reportline / fetch piped to a file',
        required: { min: 0.9 },
        measured: plain && own && plain.wall / own.wall,
        unit: '',
      },
    ],
    samples,
  }
}
