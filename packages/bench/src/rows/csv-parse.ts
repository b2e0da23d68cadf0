import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { decoded, inflated } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** csv-parse with quoting off. It takes bytes where they are UTF-8, which spares it encoding them again. */
export async function csvParse(input: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  const parser = parse({ delimiter: '\t', record_delimiter: '\r\n', quote: null, columns: true })
  parser.on('data', (row: Record<string, string>) => tally.row(row))
  if (input.charset === 'utf-8') await pipeline(await inflated(input), parser)
  else await pipeline(decoded(input), parser)
  return tally.found()
}
