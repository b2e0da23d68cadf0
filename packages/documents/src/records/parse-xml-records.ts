import { parseXml } from './parse-xml.ts'
import { type OpenRecord, putValue, type RecordObject } from './record-object.ts'
import { longestRecord, RecordsFault } from './records-fault.ts'
import type { RecordsParser, RecordsSink } from './records-parser.ts'

/** An element of a record that is open. */
interface OpenElement {
  readonly name: string
  readonly value: OpenRecord
  text: string
  plain: boolean
}

const usualBatch = 100

/**
 * Reads the elements of one name as records. A child is a property with its name, an array where it stands there more
 * than once; an attribute is a property with `@` before its name. A child without attributes and children is its text;
 * of others, a text that is more than white space is the property `#text`.
 *
 * @param record The element's name, with or without its prefix.
 */
export function parseXmlRecords(record: string, batchSize = usualBatch, sink: RecordsSink): RecordsParser {
  const records = new RecordElements(record)
  const parser = parseXml(records)
  const handOver = (all: boolean) => {
    while (records.done.length >= (all ? 1 : batchSize)) sink.records(records.done.splice(0, batchSize))
  }
  return {
    push(text) {
      parser.push(text)
      handOver(false)
    },
    end() {
      parser.end()
      handOver(true)
    },
  }
}

/** Builds records from what the parser tells. */
class RecordElements {
  /** Records that are whole. */
  readonly done: RecordObject[] = []
  readonly #record: string
  readonly #open: OpenElement[] = []
  #size = 0

  constructor(record: string) {
    this.#record = record
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (this.#open.length === 0 && name !== this.#record && name.slice(name.indexOf(':') + 1) !== this.#record) return
    const value: OpenRecord = {}
    const all = Object.entries(attributes)
    for (const [key, text] of all) {
      this.#grow(key.length + text.length)
      putValue(value, `@${key}`, text)
    }
    this.#grow(name.length)
    this.#open.push({ name, value, text: '', plain: all.length === 0 })
  }

  readonly text = (text: string): void => {
    const element = this.#open.at(-1)
    if (element === undefined) return
    this.#grow(text.length)
    element.text += text
  }

  readonly close = (): void => {
    const element = this.#open.pop()
    if (element === undefined) return
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      parent.plain = false
      putValue(parent.value, element.name, element.plain ? element.text : withText(element))
      return
    }
    this.done.push(withText(element))
    this.#size = 0
  }

  #grow(by: number): void {
    this.#size += by
    if (this.#size > longestRecord) throw new RecordsFault(`it has a record of more than ${longestRecord} characters`)
  }
}

function withText({ value, text }: OpenElement): OpenRecord {
  if (text.trim() !== '') putValue(value, '#text', text.trim())
  return value
}
