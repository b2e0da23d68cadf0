import { inferSchema, initParser, type Parser } from 'udsv'
import { decoded } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'
import { Tally } from './tally.ts'

/** Reads rows with uDSV without quoting, row by row, so that it keeps none. */
export async function udsv(input: RowsInput): Promise<Record<string, number>> {
  const tally = new Tally()
  let parser: Parser | undefined
  for await (const text of decoded(input)) {
    parser ??= initParser(inferSchema(text, { col: '\t', row: '\r\n', encl: '' }))
    parser.chunk<Record<string, string>>(text, parser.stringObjs, (row) => tally.row(row))
  }
  parser?.end()
  return tally.found()
}
