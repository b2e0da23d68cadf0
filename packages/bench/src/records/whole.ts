import { recordsProperty } from '../data/search-terms.ts'
import { decoded } from '../rows/inflated.ts'
import type { RecordsInput } from './records-input.ts'
import { RecordsTally } from './records-tally.ts'

/** Reads the whole document and parses it with one `JSON.parse`. */
export async function whole({ origin, file }: RecordsInput): Promise<Record<string, number>> {
  const tally = new RecordsTally()
  let text = ''
  for await (const piece of decoded({ origin, file, charset: 'utf-8' })) text += piece
  const document = JSON.parse(text) as Record<string, Record<string, unknown>[]>
  for (const record of document[recordsProperty] ?? []) tally.record(record)
  return tally.found()
}
