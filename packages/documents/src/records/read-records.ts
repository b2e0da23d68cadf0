import { checkBatchSize, type GenerateText, type KnownDocument } from '../content/text-source.ts'
import { RecordsReader } from './records-reader.ts'
import type { Records, RecordsOptions } from './types.ts'

/**
 * Reads the records of a JSON or XML document of any size. Nothing is downloaded before the first batch is requested.
 * Iterating throws a DocumentError `NOT_RECORDS` if the document is neither JSON nor XML, is damaged, or contains no
 * records where they are expected. The records returned before are incomplete then.
 *
 * @throws TypeError for an invalid batch size, and for `dropPersonal` if the catalogue does not know the personal fields.
 */
export function readRecords(
  reportDocumentId: string,
  text: GenerateText,
  options: RecordsOptions = {},
  known: KnownDocument = {},
): Records {
  const batchSize = checkBatchSize(options.batchSize)
  const reader = new RecordsReader({ reportDocumentId, text, options, known, batchSize })
  return {
    get summary() {
      return reader.summary()
    },
    [Symbol.asyncIterator]: () => reader.records(),
    events: () => ({ [Symbol.asyncIterator]: () => reader.events() }),
  }
}
