import { checkBatchSize, type GenerateText, type KnownDocument } from '../content/text-source.ts'
import { RowsReader } from './rows-reader.ts'
import type { RowOf, Rows, RowsOptions, TypedRowsOptions } from './types.ts'

/**
 * Reads the rows of a document. Nothing is downloaded before the first batch is requested. Iterating throws a
 * DocumentError `NOT_ROWS` if the document is not a table, and `NO_COLUMN` if it does not have a selected column.
 *
 * @throws TypeError for an invalid batch size, and for `dropPersonal` if the catalogue has no columns for the report type.
 */
export function readRows<const O extends RowsOptions | TypedRowsOptions = RowsOptions>(
  reportDocumentId: string,
  text: GenerateText,
  options?: O,
  known: KnownDocument = {},
): Rows<RowOf<O>> {
  const batchSize = checkBatchSize(options?.batchSize)
  const reader = new RowsReader({ reportDocumentId, text, options: options ?? {}, known, batchSize })
  return {
    get summary() {
      return reader.summary()
    },
    // The options determine the type of the rows. The reader follows the same options.
    [Symbol.asyncIterator]: () => reader.iterate() as AsyncIterator<RowOf<O>[]>,
  }
}
