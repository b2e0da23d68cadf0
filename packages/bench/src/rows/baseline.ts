import { decoded } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'

/** What no reader of rows can do without: fetch, gunzip, decode. */
export async function floor(input: RowsInput): Promise<Record<string, number>> {
  let characters = 0
  for await (const text of decoded(input)) characters += text.length
  return { length: characters }
}
