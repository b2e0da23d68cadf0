import { reportTypeFacts } from '@reportline/report-types'
import { cancellable } from '../content/cancellable.ts'
import type { Charset } from '../content/charset.ts'
import { DocumentError } from '../content/document-error.ts'
import { countWarnings } from '../content/document-warning.ts'
import {
  countMisread,
  countUndecodable,
  formatOf,
  type GenerateText,
  isBlank,
  type KnownDocument,
} from '../content/text-source.ts'
import { parseJsonRecords } from './parse-json-records.ts'
import { PersonalFields } from './personal-fields.ts'
import type { RecordObject } from './record-object.ts'
import { InvalidRecordsError, type RecordsParser } from './records-parser.ts'
import type { RecordsFormat, RecordsOptions, RecordsSummary, XmlEvent } from './types.ts'

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
export class RecordsReader {
  readonly #parts: RecordsReaderParts
  #format: RecordsFormat | undefined
  #head: RecordObject | undefined
  #charset: Charset | undefined
  #count = 0
  #undecodable = 0
  #misread = 0
  #isEmpty = false
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
      warnings: countWarnings({
        UNDECODABLE_CHARACTERS: this.#undecodable,
        MISREAD_CHARACTERS: this.#misread,
        EMPTY_DOCUMENT: this.#isEmpty ? 1 : 0,
      }),
    }
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
    const { parseXmlRecords } = await import('./parse-xml-records.ts')
    return parseXmlRecords(format.record, batchSize, sink)
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
      for await (const text of this.#text(signal)) {
        this.#undecodable += countUndecodable(text)
        this.#misread += countMisread(text, this.#charset?.name)
        if (parser === undefined) {
          if (isBlank(text)) continue
          this.#format = declared ?? detectFormat(text)
          parser = await createParser(this.#format, batches)
          // A document can have several byte order marks.
          parser.push(text.replace(/^\ufeff+/, ''))
        } else {
          parser.push(text)
        }
        yield* this.#takeBatches(batches)
      }
      this.#isEmpty = parser === undefined
      parser?.end()
      yield* this.#takeBatches(batches)
    } catch (error) {
      throw error instanceof InvalidRecordsError ? this.#documentError(error) : error
    }
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

  #documentError({ message }: InvalidRecordsError): DocumentError {
    const { reportDocumentId } = this.#parts
    const what = `its records cannot be read: ${message}. The data returned so far is incomplete.`
    return new DocumentError({ code: 'NOT_RECORDS', reportDocumentId, what })
  }
}

const createEventsParser: CreateParser<XmlEvent> = async (format, batches) => {
  if (format.kind !== 'xml') throw new InvalidRecordsError('it is JSON, and only XML has events')
  const { parseXmlEvents } = await import('./parse-xml-events.ts')
  return parseXmlEvents((batch) => batches.push(batch))
}

function personalFieldsOf({ known }: RecordsReaderParts): PersonalFields {
  const fields = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.personalFields
  if (fields === undefined) {
    throw new TypeError('dropPersonal: the catalogue does not know the personal fields of this report type.')
  }
  return new PersonalFields(fields)
}

function declaredFormat({ options, known }: RecordsReaderParts): RecordsFormat | undefined {
  const format = formatOf(options.format, known)
  if (format === undefined || format.kind === 'json' || format.kind === 'xml') return format
  const reader = readers[format.kind] ?? 'rows()'
  throw new InvalidRecordsError(`documents of this type are ${format.kind.toUpperCase()}: use ${reader}`)
}

function detectFormat(text: string): RecordsFormat {
  const [first] = text.trimStart()
  if (first === '<') return { kind: 'xml' }
  if (first === '{' || first === '[') return { kind: 'json' }
  throw new InvalidRecordsError('it is neither JSON nor XML')
}
