import { constants } from 'node:buffer'
import { cancellableStream } from './content/cancellable.ts'
import type { Charset } from './content/charset.ts'
import { type ContentSource, documentContent, type ReadOptions, readRaw } from './content/document-content.ts'
import { DocumentError } from './content/document-error.ts'
import { checkMaxBytes } from './content/size-limit.ts'
import { readFiles } from './files/read-files.ts'
import { notedRecords, notedRows, notedSettlement } from './noted.ts'
import { readRecords } from './records/types.ts'
import type { ReportDocument, TextOptions } from './report-document.ts'
import { type RowOf, type RowsOptions, readRows, type TypedRowsOptions } from './rows/types.ts'

/** Hangs the readers on whatever gives a document's bytes. Those that not everybody needs are loaded when they are used. */
export function readableDocument(source: ContentSource): ReportDocument {
  const { reportDocumentId, onRead } = source
  const contentOf = (options: ReadOptions | undefined) => documentContent(source, options)
  return {
    reportDocumentId,
    raw(options = {}) {
      checkMaxBytes(options.maxBytes)
      return cancellableStream((signal) => readRaw(source, options.maxBytes, signal), options.signal)
    },
    bytes(options) {
      const content = contentOf(options)
      return cancellableStream((signal) => content.bytes(signal), options?.signal)
    },
    text: async (options) => wholeText(source, options),
    rows<const O extends (RowsOptions | TypedRowsOptions) & ReadOptions = RowsOptions>(options?: O) {
      const content = contentOf(options)
      return notedRows<RowOf<O>>(readRows<O>(reportDocumentId, content.text, options, content), onRead)
    },
    records(options) {
      const content = contentOf(options)
      return notedRecords(readRecords(reportDocumentId, content.text, options, content), onRead)
    },
    async settlement(options) {
      const content = contentOf(options)
      const { readSettlement } = await import('./settlement/types.ts')
      return notedSettlement(await readSettlement(reportDocumentId, content.text, options, content), onRead)
    },
    files: (options = {}) => readFiles(contentOf(options), options),
    async save(path, options) {
      const { saveDocument } = await import('./storage/save-document.ts')
      return saveDocument(source, path, options)
    },
  }
}

async function wholeText(source: ContentSource, options: TextOptions = {}): Promise<string> {
  const pieces: string[] = []
  let length = 0
  let charset: Charset | undefined
  const signal = options.signal ?? new AbortController().signal
  const onCharset = (found: Charset) => {
    charset = found
  }
  for await (const piece of documentContent(source, options).text(signal, onCharset)) {
    pieces.push(piece)
    length += piece.length
    if (length > constants.MAX_STRING_LENGTH) throw tooLongForText(source)
  }
  await source.onRead?.(charset === undefined ? {} : { charset })
  return pieces.join('')
}

function tooLongForText({ reportDocumentId }: ContentSource): DocumentError {
  const what = `one text holds ${constants.MAX_STRING_LENGTH} characters, and it has more. Use rows(), bytes() or save().`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}
