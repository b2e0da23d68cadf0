import { constants } from 'node:buffer'
import type { Charset } from './content/charset.ts'
import type { ContentSource, ReadOptions } from './content/content-source.ts'
import { documentContent, readRaw } from './content/document-content.ts'
import { DocumentError } from './content/document-error.ts'
import { checkMaxBytes } from './content/size-limit.ts'
import { cancellableStream } from './content/streams.ts'
import { readFiles } from './files/read-files.ts'
import { readRecords } from './records/records-reader.ts'
import type { ReportDocument, TextOptions } from './report-document.ts'
import { readRows } from './rows/rows-reader.ts'
import type { RowsOptions, TypedRowsOptions } from './rows/types.ts'

/**
 * Creates the document of a content source. Nothing is read until you use one of its methods. Readers that few callers need
 * are loaded on first use.
 *
 * @param source Where the bytes come from, and what is known about the document.
 */
export function readableDocument(source: ContentSource): ReportDocument {
  const { reportDocumentId } = source
  const contentOf = (options: ReadOptions | undefined) => documentContent(source, options)
  return {
    reportDocumentId,
    raw(options = {}) {
      checkMaxBytes(options.maxBytes)
      return cancellableStream((signal) => readRaw(source, options, signal), options.signal)
    },
    bytes(options) {
      const content = contentOf(options)
      return cancellableStream((signal) => content.bytes(signal), options?.signal)
    },
    text: async (options) => wholeText(source, options),
    rows<const O extends (RowsOptions | TypedRowsOptions) & ReadOptions = RowsOptions>(options?: O) {
      const content = contentOf(options)
      return readRows<O>(reportDocumentId, content.text, options, content)
    },
    records(options) {
      const content = contentOf(options)
      return readRecords(reportDocumentId, content.text, options, content)
    },
    async settlement(options) {
      const content = contentOf(options)
      const { readSettlement } = await import('./settlement/settlement-reader.ts')
      return readSettlement(reportDocumentId, content.text, options, content)
    },
    files: (options) => readFiles(contentOf(options), options),
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
  const { maxLength = Infinity, signal = new AbortController().signal } = options
  const onCharset = (found: Charset) => {
    charset = found
  }
  for await (const piece of documentContent(source, options).text(signal, onCharset)) {
    pieces.push(piece)
    length += piece.length
    if (length >= maxLength) return pieces.join('').slice(0, maxLength)
    if (length > constants.MAX_STRING_LENGTH) throw tooLongForString(source)
  }
  await source.onRead?.({ charset })
  return pieces.join('')
}

function tooLongForString({ reportDocumentId }: ContentSource): DocumentError {
  const what = `it has more than ${constants.MAX_STRING_LENGTH} characters, the maximum of a string. Use rows(), bytes() or save().`
  return new DocumentError({ code: 'TOO_LARGE', reportDocumentId, what })
}
