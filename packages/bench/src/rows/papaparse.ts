import { Readable } from 'node:stream'
import papa from 'papaparse'
import { decoded } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** Reads rows with Papa Parse chunk by chunk, in its fast mode without quoting. */
export async function papaparse(input: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  const text = Readable.from(decoded(input), { objectMode: false, encoding: 'utf8' })
  await new Promise<void>((resolve, reject) => {
    papa.parse<Record<string, string>>(text, {
      header: true,
      delimiter: '\t',
      newline: '\r\n',
      fastMode: true,
      skipEmptyLines: true,
      chunk: ({ data }) => {
        for (const row of data) tally.row(row)
      },
      complete: () => resolve(),
      error: reject,
    })
  })
  return tally.found()
}
