import { decoded } from './inflated.ts'
import type { RowsInput } from './rows-input.ts'

/** Fetches, inflates and decodes a document, which every reader of rows has to do. */
export async function baseline(input: RowsInput): Promise<Record<string, number>> {
  let characters = 0
  for await (const text of decoded(input)) characters += text.length
  return { length: characters }
}
