import { reportTypeFacts } from '@reportline/report-types'
import type { ReportDocument } from '@reportline/reports'
import { type Content, type ReadRowsOptions, recordsOf, rowsOf } from './encode-rows.ts'

/**
 * Opens a document as rows or as records, and reads its first batch. The catalogue says which a report type has; the
 * document may be something else.
 *
 * @throws DocumentError if it is neither.
 */
export async function openContent(
  document: ReportDocument,
  reportType: string | undefined,
  options: ReadRowsOptions,
): Promise<Content> {
  const kind = reportType === undefined ? undefined : reportTypeFacts(reportType)?.format?.kind
  const [first, second] = kind === 'json' || kind === 'xml' ? [recordsOf, rowsOf] : [rowsOf, recordsOf]
  try {
    return await started(first(document, options))
  } catch (error) {
    if (!isOtherContent(error)) throw error
    // If it is neither, the error about what it should be says more.
    return await started(second(document, options)).catch((other: unknown) => {
      throw isOtherContent(other) ? error : other
    })
  }
}

function isOtherContent(error: unknown): boolean {
  const { name, code } = error as { name?: string; code?: string }
  return name === 'DocumentError' && (code === 'NOT_ROWS' || code === 'NOT_RECORDS')
}

/** Reads the first batch, which shows whether the document has this content. */
async function started(content: Content): Promise<Content> {
  const iterator = content.batches[Symbol.asyncIterator]()
  const first = await iterator.next()
  return { ...content, batches: resumed(first, iterator) }
}

async function* resumed<T>(first: IteratorResult<T>, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let next = first; !next.done; next = await iterator.next()) yield next.value
  } finally {
    await iterator.return?.()
  }
}
