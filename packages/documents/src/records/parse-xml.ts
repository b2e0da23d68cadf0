import sax from 'sax'
import {
  addValue,
  InvalidRecordsError,
  type MutableRecord,
  maxDepth,
  maxRecordLength,
  type RecordObject,
  type RecordsParser,
  type RecordsSink,
} from './records-parser.ts'
import type { XmlEvent } from './types.ts'

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
): RecordsParser & { readonly ignoredElements: number } {
  const builder = new RecordBuilder(record)
  const parser = parseXml(builder)
  const emit = (minRecords: number) => {
    while (builder.complete.length >= minRecords) sink.records(builder.complete.splice(0, batchSize))
  }
  return {
    /** Number of elements inside of the root element of a document without records. */
    get ignoredElements() {
      return builder.count === 0 ? builder.ignored : 0
    },
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
  /** Number of elements that are neither the root element nor part of a record. */
  ignored = 0
  /** Name of the root element. */
  root: string | undefined
  readonly #record: string
  readonly #open: OpenElement[] = []
  #length = 0

  constructor(record: string) {
    this.#record = record
  }

  readonly open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const isRoot = this.root === undefined
    this.root ??= name
    if (this.#open.length === 0 && name !== this.#record && localName(name) !== this.#record) {
      if (!isRoot) this.ignored += 1
      return
    }
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

const batchEvents = 1_000

/** Parses XML into events. The text between two tags is one event. */
export function parseXmlEvents(onEvents: (batch: XmlEvent[]) => void): RecordsParser {
  let batch: XmlEvent[] = []
  let text = ''
  function add(event: XmlEvent): void {
    if (text !== '') {
      batch.push({ type: 'text', text })
      text = ''
    }
    batch.push(event)
    if (batch.length >= batchEvents) endBatch()
  }
  function endBatch(): void {
    if (batch.length > 0) onEvents(batch)
    batch = []
  }
  const parser = parseXml({
    open: (name, attributes) => add({ type: 'open', name, attributes }),
    close: (name) => add({ type: 'close', name }),
    text(more) {
      text += more
      if (text.length > maxRecordLength) {
        throw new InvalidRecordsError(`it has a text of more than ${maxRecordLength} characters`)
      }
    },
  })
  return {
    push: (piece) => parser.push(piece),
    end() {
      parser.end()
      endBatch()
    },
  }
}

/** Receives the parts of an XML document. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** `strictEntities` is missing from the type definitions of sax. */
const options: sax.SAXOptions & { strictEntities: boolean } = { position: true, strictEntities: true }

/** Characters parsed at a time. */
const pieceLength = 32_768

/** Maximum number of characters of a name, an attribute or a declaration. Sax needs about 30 bytes for each. */
const maxMarkupLength = 262_144

/** The properties in which sax collects what is incomplete, apart from text. */
const buffers = [
  'attribName',
  'attribValue',
  'doctype',
  'entity',
  'procInstBody',
  'procInstName',
  'sgmlDecl',
  'tagName',
] as const

/** The properties of a parser that are missing from the type definitions of sax. */
interface SaxBuffers extends Partial<Record<(typeof buffers)[number] | 'comment', string>> {
  bufferCheckPosition?: number
}

/**
 * Takes the place of the object in which sax collects attributes. Sax silently drops an attribute whose name the object
 * already has, and calls `hasOwnProperty` of it, which an attribute of that name would replace. This object stores nothing.
 */
const noAttributes: Record<string, never> = new Proxy({}, { get: () => () => false, set: () => true })

/**
 * Parses XML piece by piece, in strict mode: XML that is not well-formed is an error with a line number. So are repeated
 * attributes, and entities other than the five predefined ones and character references. No external entity is ever
 * loaded, so a document cannot expand beyond its own size. CDATA is text.
 */
function parseXml(handler: XmlHandler): RecordsParser {
  const parser: sax.SAXParser & SaxBuffers = sax.parser(true, options)
  // The limit of sax, 64 Ki characters, depends on where the text is cut.
  parser.bufferCheckPosition = Number.POSITIVE_INFINITY
  let depth = 0
  let attributes = new Map<string, string>()
  let attributeLength = 0
  parser.onopentagstart = (tag) => {
    tag.attributes = noAttributes
  }
  parser.onattribute = ({ name, value }) => {
    if (attributes.has(name)) throw notWellFormed()
    attributes.set(name, value)
    attributeLength += name.length + value.length
    if (attributeLength > maxRecordLength) {
      throw new InvalidRecordsError(`the attributes of an element in line ${parser.line + 1} are too long`)
    }
  }
  parser.onopentag = (tag) => {
    depth += 1
    attributeLength = 0
    if (depth > maxDepth) {
      throw new InvalidRecordsError(`it is nested deeper than ${maxDepth} levels in line ${parser.line + 1}`)
    }
    handler.open(tag.name, Object.fromEntries(attributes))
    if (attributes.size > 0) attributes = new Map()
  }
  parser.onclosetag = (name) => {
    depth -= 1
    handler.close(name)
  }
  parser.ontext = handler.text
  parser.oncdata = handler.text
  // The error message of sax contains a part of the document.
  const notWellFormed = () =>
    new InvalidRecordsError(`it is not well-formed XML at line ${parser.line + 1}, character ${parser.position}`)
  parser.onerror = () => {
    throw notWellFormed()
  }
  return {
    push(text) {
      for (let start = 0; start < text.length; start += pieceLength) {
        parser.write(text.slice(start, start + pieceLength))
        parser.flush()
        // The text of a comment is not needed.
        parser.comment = ''
        if (buffers.some((name) => (parser[name]?.length ?? 0) > maxMarkupLength)) {
          throw new InvalidRecordsError(`a name, an attribute or a declaration in line ${parser.line + 1} is too long`)
        }
      }
    },
    end() {
      parser.close()
    },
  }
}
