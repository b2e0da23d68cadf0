import { reportTypeFacts } from '@reportline/report-types'
import type { Charset } from '../content/charset.ts'
import { DocumentError } from '../content/document-error.ts'
import {
  checkBatchSize,
  countMisread,
  countUndecodable,
  excerptOf,
  formatOf,
  type GenerateText,
  type KnownDocument,
  setFormat,
} from '../content/document-text.ts'
import { countWarnings, type DocumentWarning, formatDiffers } from '../content/document-warning.ts'
import { cancellable } from '../content/streams.ts'
import { detectRecords, minDetectLength } from './detect-records.ts'
import { parseJsonRecords } from './parse-json-records.ts'
import { PersonalFields } from './personal-fields.ts'
import { InvalidRecordsError, type RecordObject, type RecordsParser } from './records-parser.ts'
import type { Records, RecordsFormat, RecordsOptions, RecordsSummary, XmlEvent } from './types.ts'

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

interface RecordsReaderParts {
  readonly reportDocumentId: string
  readonly text: GenerateText
  readonly options: RecordsOptions
  readonly known: KnownDocument
  readonly batchSize: number | undefined
}

/** Creates the parser for a format. Asynchronous because the XML parser is loaded on first use. */
type CreateParser<T> = (format: RecordsFormat, batches: T[][]) => Promise<RecordsParser>

/** The methods that read documents without records. */
const readers: Readonly<Record<string, string>> = { zip: 'files()', pdf: 'bytes()', xlsx: 'bytes()' }

/** Reads the records of a document once. */
class RecordsReader {
  readonly #parts: RecordsReaderParts
  #format: RecordsFormat | undefined
  #head: RecordObject | undefined
  #charset: Charset | undefined
  #count = 0
  #undecodable = 0
  #misread = 0
  #ignoredElements = 0
  #isEmpty = false
  #formatWarning: DocumentWarning | undefined
  readonly #personal: PersonalFields | undefined
  #started = false

  constructor(parts: RecordsReaderParts) {
    this.#parts = parts
    this.#personal = parts.options.dropPersonal ? personalFieldsOf(parts) : undefined
  }

  summary(): RecordsSummary {
    return {
      format: this.#format,
      records: this.#count,
      head: this.#head,
      charset: this.#charset,
      dropped: this.#personal?.dropped ?? [],
      undecodable: this.#undecodable,
      warnings: this.#warnings(),
    }
  }

  #warnings(): DocumentWarning[] {
    const warnings = countWarnings({
      UNDECODABLE_CHARACTERS: this.#undecodable,
      MISREAD_CHARACTERS: this.#misread,
      EMPTY_DOCUMENT: this.#isEmpty ? 1 : 0,
      NO_RECORDS: this.#ignoredElements,
    })
    return this.#formatWarning === undefined ? warnings : [this.#formatWarning, ...warnings]
  }

  records(): AsyncIterator<RecordObject[]> {
    return this.#iterate((signal) => this.#recordBatches(signal))
  }

  events(): AsyncIterator<XmlEvent[]> {
    if (this.#personal !== undefined) throw new TypeError('dropPersonal cannot be used with events(). Use records().')
    return this.#iterate((signal) => this.#batches<XmlEvent>(signal, createEventsParser))
  }

  async *#recordBatches(signal: AbortSignal): AsyncGenerator<RecordObject[]> {
    yield* this.#batches(signal, this.#createRecordsParser)
    await this.#parts.known.onRead?.({ charset: this.#charset, rows: this.#count, undecodable: this.#undecodable })
  }

  readonly #createRecordsParser: CreateParser<RecordObject> = async (format, batches) => {
    const { batchSize, options } = this.#parts
    const withoutPersonal = (record: RecordObject) => this.#personal?.remove(record) ?? record
    const sink = {
      records: (batch: RecordObject[]) =>
        void batches.push(this.#personal === undefined ? batch : batch.map(withoutPersonal)),
      head: (head: RecordObject | undefined) => {
        this.#head = head === undefined ? undefined : withoutPersonal(head)
      },
    }
    if (format.kind === 'json') {
      const { exactIntegers } = options
      return parseJsonRecords({ records: format.records, batchSize, exactIntegers }, sink)
    }
    if (format.record === undefined) {
      const example = "{ kind: 'xml', record: 'Order' }"
      throw new InvalidRecordsError(
        `the element that is a record is not known. Set it (format: ${example}) or use events()`,
      )
    }
    const { parseXmlRecords } = await import('./parse-xml.ts')
    const parser = parseXmlRecords(format.record, batchSize, sink, format.root)
    return {
      push: (text) => parser.push(text),
      end: () => {
        parser.end()
        this.#ignoredElements = parser.ignoredElements
      },
    }
  }

  #iterate<T>(generate: (signal: AbortSignal) => AsyncGenerator<T[]>): AsyncIterator<T[]> {
    if (this.#started) {
      throw new TypeError('records can be iterated only once. Call records() again to read them again.')
    }
    this.#started = true
    return cancellable(generate, this.#parts.options.signal)
  }

  async *#batches<T>(signal: AbortSignal, createParser: CreateParser<T>): AsyncGenerator<T[]> {
    const batches: T[][] = []
    try {
      const declared = declaredFormat(this.#parts)
      let parser: RecordsParser | undefined
      let pending = ''
      const start = async () => {
        this.#format = declared ?? this.#detectFormat(pending)
        parser = await createParser(this.#format, batches)
        parser.push(pending)
      }
      for await (const text of this.#text(signal)) {
        this.#undecodable += countUndecodable(text)
        this.#misread += countMisread(text, this.#charset?.name)
        if (parser === undefined) {
          // A document can have several byte order marks.
          pending = (pending + text).replace(/^[\s\ufeff]+/, '')
          if (pending.length >= (declared === undefined ? minDetectLength : 1)) await start()
        } else {
          parser.push(text)
        }
        yield* this.#takeBatches(batches)
      }
      this.#isEmpty = parser === undefined && pending === ''
      if (parser === undefined && !this.#isEmpty) await start()
      parser?.end()
      yield* this.#takeBatches(batches)
    } catch (error) {
      throw error instanceof InvalidRecordsError ? this.#documentError(error) : error
    }
  }

  #detectFormat(text: string): RecordsFormat {
    const expected = formatOf(undefined, this.#parts.known)
    const format = detectRecords(text, expected)
    if (expected !== undefined && expected.kind !== format.kind) this.#formatWarning = formatDiffers(expected, format)
    return format
  }

  #text(signal: AbortSignal): AsyncGenerator<string> {
    return this.#parts.text(signal, (charset) => {
      this.#charset = charset
    })
  }

  *#takeBatches<T>(batches: T[][]): Generator<T[]> {
    for (const batch of batches.splice(0)) {
      this.#count += batch.length
      yield batch
    }
  }

  #documentError({ message, unexpected }: InvalidRecordsError): DocumentError {
    const { reportDocumentId, known, options } = this.#parts
    const rest =
      unexpected === undefined
        ? 'The data returned so far is incomplete'
        : excerptOf(unexpected, known.reportType, options.dropPersonal)
    const what = `its records cannot be read: ${message}. ${rest}.`
    return new DocumentError({ code: 'NOT_RECORDS', reportDocumentId, what })
  }
}

const createEventsParser: CreateParser<XmlEvent> = async (format, batches) => {
  if (format.kind !== 'xml') throw new InvalidRecordsError('it is JSON, and only XML has events')
  const { parseXmlEvents } = await import('./parse-xml.ts')
  return parseXmlEvents((batch) => batches.push(batch))
}

function personalFieldsOf({ known }: RecordsReaderParts): PersonalFields {
  const fields = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.personalFields
  if (fields === undefined) {
    throw new TypeError('dropPersonal: the catalogue does not know the personal fields of this report type.')
  }
  return new PersonalFields(fields)
}

/** Returns the format that the caller has set. It applies whatever the document looks like. */
function declaredFormat({ options, known }: RecordsReaderParts): RecordsFormat | undefined {
  const format = setFormat(options.format, known)
  if (format === undefined || format.kind === 'json' || format.kind === 'xml') return format
  const reader = readers[format.kind] ?? 'rows()'
  throw new InvalidRecordsError(`the option format is ${format.kind.toUpperCase()}: use ${reader}`)
}
