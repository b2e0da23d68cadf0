import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { decoded, inflated } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** Reads rows with csv-parse without quoting. UTF-8 is passed as bytes, because csv-parse would encode strings again. */
export async function csvParse(input: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  const parser = parse({ delimiter: '\t', record_delimiter: '\r\n', quote: null, columns: true })
  parser.on('data', (row: Record<string, string>) => tally.row(row))
  if (input.charset === 'utf-8') await pipeline(await inflated(input), parser)
  else await pipeline(decoded(input), parser)
  return tally.found()
}
