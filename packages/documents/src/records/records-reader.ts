import { type DocumentFormat, reportTypeFacts } from '@reportline/report-types'
import { cancellable } from '../content/cancellable.ts'
import type { Charset } from '../content/charset.ts'
import { DocumentError } from '../content/document-error.ts'
import type { GenerateText, KnownDocument } from '../rows/types.ts'
import { parseJsonRecords } from './parse-json-records.ts'
import type { XmlEvent } from './parse-xml-events.ts'
import type { RecordObject } from './record-object.ts'
import { RecordsFault } from './records-fault.ts'
import type { RecordsParser } from './records-parser.ts'
import type { RecordsOptions, RecordsSummary } from './types.ts'

type RecordsFormat = NonNullable<RecordsSummary['format']>

interface ReadingParts {
  readonly reportDocumentId: string
  readonly text: GenerateText
  readonly options: RecordsOptions
  readonly known: KnownDocument
  readonly batchSize: number | undefined
}

/** Makes the parser for a format; it is asynchronous because not everybody reads XML. */
type MakeParser<T> = (format: RecordsFormat, batches: T[][]) => Promise<RecordsParser>

/** How to read documents that hold no records. */
const readers: Readonly<Record<string, string>> = { zip: 'files()', pdf: 'bytes()', xlsx: 'bytes()' }

/** One reading of a document's records. */
export class RecordsReader {
  readonly #parts: ReadingParts
  #format: RecordsFormat | undefined
  #head: RecordObject | undefined
  #charset: Charset | undefined
  #records = 0
  #begun = false

  constructor(parts: ReadingParts) {
    this.#parts = parts
  }

  summary(): RecordsSummary {
    return { format: this.#format, records: this.#records, head: this.#head, charset: this.#charset }
  }

  records(): AsyncIterator<RecordObject[]> {
    return this.#iterate<RecordObject>((format, batches) => this.#recordsParser(format, batches))
  }

  events(): AsyncIterator<XmlEvent[]> {
    return this.#iterate<XmlEvent>(async (format, batches) => {
      if (format.kind !== 'xml') throw new RecordsFault('only XML has events, and it is JSON')
      const { parseXmlEvents } = await import('./parse-xml-events.ts')
      return parseXmlEvents((batch) => batches.push(batch))
    })
  }

  async #recordsParser(format: RecordsFormat, batches: RecordObject[][]): Promise<RecordsParser> {
    const { batchSize } = this.#parts
    const sink = {
      records: (batch: RecordObject[]) => void batches.push(batch),
      head: (head: RecordObject | undefined) => {
        this.#head = head
      },
    }
    if (format.kind === 'json') return parseJsonRecords(format.records, batchSize, sink)
    if (format.record === undefined) {
      const example = "{ kind: 'xml', record: 'Order' }"
      throw new RecordsFault(`nothing says which element is a record. Name it (format: ${example}) or use events()`)
    }
    const { parseXmlRecords } = await import('./parse-xml-records.ts')
    return parseXmlRecords(format.record, batchSize, sink)
  }

  #iterate<T>(makeParser: MakeParser<T>): AsyncIterator<T[]> {
    if (this.#begun)
      throw new TypeError('records can be iterated once: call records() again to read the document again')
    this.#begun = true
    return cancellable((signal) => this.#batches(signal, makeParser), this.#parts.options.signal)
  }

  async *#batches<T>(signal: AbortSignal, makeParser: MakeParser<T>): AsyncGenerator<T[]> {
    const batches: T[][] = []
    try {
      const declared = formatOf(this.#parts)
      let parser: RecordsParser | undefined
      let held = ''
      for await (const text of this.#text(signal)) {
        if (parser === undefined) {
          held += text
          this.#format = declared ?? formatByBeginning(held)
          if (this.#format === undefined) continue
          parser = await makeParser(this.#format, batches)
          parser.push(held)
          held = ''
        } else {
          parser.push(text)
        }
        yield* this.#take(batches)
      }
      if (parser === undefined) throw new RecordsFault('it is empty')
      parser.end()
      yield* this.#take(batches)
    } catch (error) {
      throw error instanceof RecordsFault ? this.#ownError(error) : error
    }
  }

  #text(signal: AbortSignal): AsyncGenerator<string> {
    return this.#parts.text(signal, (charset) => {
      this.#charset = charset
    })
  }

  *#take<T>(batches: T[][]): Generator<T[]> {
    for (const batch of batches.splice(0)) {
      this.#records += batch.length
      yield batch
    }
  }

  #ownError({ message }: RecordsFault): DocumentError {
    const { reportDocumentId } = this.#parts
    const what = `its records cannot be read: ${message}. What has been delivered is not the whole document.`
    return new DocumentError({ code: 'NOT_RECORDS', reportDocumentId, what })
  }
}

/** What the caller says that the document is wins over what is known of its type. */
function formatOf({ options, known }: ReadingParts): RecordsFormat | undefined {
  const byType = known.reportType === undefined ? undefined : reportTypeFacts(known.reportType)?.format
  const format: DocumentFormat | undefined = options.format ?? known.format ?? byType
  if (format === undefined || format.kind === 'json' || format.kind === 'xml') return format
  const use = readers[format.kind] ?? 'rows()'
  throw new RecordsFault(`documents of its type are ${format.kind.toUpperCase()}, to be read by ${use}`)
}

/** Undefined while there is nothing but white space. */
function formatByBeginning(text: string): RecordsFormat | undefined {
  const first = /\S/.exec(text)?.[0]
  if (first === undefined) return undefined
  if (first === '<') return { kind: 'xml' }
  if (first === '{' || first === '[') return { kind: 'json' }
  throw new RecordsFault('it is neither JSON nor XML')
}
