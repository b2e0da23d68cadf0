import { parseXml } from './parse-xml.ts'
import { addValue, type MutableRecord, type RecordObject } from './record-object.ts'
import { InvalidRecordsError, maxRecordLength, type RecordsParser, type RecordsSink } from './records-parser.ts'

/** An open element of a record. */
interface OpenElement {
  readonly name: string
  readonly value: MutableRecord
  text: string
  /** Whether the element has neither attributes nor children. */
  isPlain: boolean
}

const defaultBatchRecords = 100

/**
 * Parses the elements with a given name into records. A child element becomes a property with its name, or an array if
 * there are several. An attribute becomes a property with `@` before its name. An element without attributes and children
 * becomes its text. For other elements, text that is not only white space becomes the property `#text`.
 *
 * @param record Name of the element, with or without its namespace prefix.
 * @param root Name of the root element. A document with another one and without records is an error, not an empty list.
 */
export function parseXmlRecords(
  record: string,
  batchSize = defaultBatchRecords,
  sink: RecordsSink,
  root?: string,
): RecordsParser {
  const builder = new RecordBuilder(record)
  const parser = parseXml(builder)
  const emit = (minRecords: number) => {
    while (builder.complete.length >= minRecords) sink.records(builder.complete.splice(0, batchSize))
  }
  return {
    push(text) {
      parser.push(text)
      emit(batchSize)
    },
    end() {
      parser.end()
      if (builder.count === 0) checkRoot(builder.root, root)
      emit(1)
    },
  }
}

function checkRoot(actual: string | undefined, expected: string | undefined): void {
  if (expected === undefined || actual === undefined || localName(actual) === expected) return
  throw new InvalidRecordsError(
    `its root element is ${actual.slice(0, 80)} instead of ${expected}, and it has no records`,
  )
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** Builds records from the parts of an XML document. */
class RecordBuilder {
  readonly complete: RecordObject[] = []
  /** Number of records. */
  count = 0
  /** Name of the root element. */
  root: string | undefined
  readonly #record: string
  readonly #open: OpenElement[] = []
  #length = 0

  constructor(record: string) {
    this.#record = record
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    this.root ??= name
    if (this.#open.length === 0 && name !== this.#record && localName(name) !== this.#record) return
    const value: MutableRecord = {}
    const entries = Object.entries(attributes)
    for (const [key, text] of entries) {
      this.#addLength(key.length + text.length)
      addValue(value, `@${key}`, text)
    }
    this.#addLength(name.length)
    this.#open.push({ name, value, text: '', isPlain: entries.length === 0 })
  }

  readonly text = (text: string): void => {
    const element = this.#open.at(-1)
    if (element === undefined) return
    this.#addLength(text.length)
    element.text += text
  }

  readonly close = (): void => {
    const element = this.#open.pop()
    if (element === undefined) return
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      parent.isPlain = false
      addValue(parent.value, element.name, element.isPlain ? element.text : withText(element))
      return
    }
    this.complete.push(withText(element))
    this.count += 1
    this.#length = 0
  }

  #addLength(length: number): void {
    this.#length += length
    if (this.#length > maxRecordLength) {
      throw new InvalidRecordsError(`it has a record of more than ${maxRecordLength} characters`)
    }
  }
}

function withText({ value, text }: OpenElement): MutableRecord {
  if (text.trim() !== '') addValue(value, '#text', text.trim())
  return value
}
