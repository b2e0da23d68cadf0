import sax from 'sax'
import { deepest, longestRecord, RecordsFault } from './records-fault.ts'
import type { RecordsParser } from './records-parser.ts'

/** What an XML document consists of, as it is read. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** The second is missing from the types of sax. */
const options: sax.SAXOptions & { strictEntities: boolean } = { position: true, strictEntities: true }

/**
 * Reads XML piece by piece and strictly: what is not well-formed is a fault, with its line. Entities other than the five
 * of XML and character references are faults too, and nothing outside of the document is ever loaded, so a document
 * cannot unfold to more than itself. CDATA is text.
 */
export function parseXml(handler: XmlHandler): RecordsParser {
  const parser = sax.parser(true, options)
  let depth = 0
  let attributes = 0
  parser.onattribute = ({ name, value }) => {
    attributes += name.length + value.length
    if (attributes > longestRecord) throw new RecordsFault(`an element in line ${parser.line + 1} is too long`)
  }
  parser.onopentag = (tag) => {
    depth += 1
    attributes = 0
    if (depth > deepest) throw new RecordsFault(`it is nested deeper than ${deepest} in line ${parser.line + 1}`)
    handler.open(tag.name, tag.attributes as Record<string, string>)
  }
  parser.onclosetag = (name) => {
    depth -= 1
    handler.close(name)
  }
  parser.ontext = handler.text
  parser.oncdata = handler.text
  // The parser's own message repeats a part of the document.
  parser.onerror = () => {
    throw new RecordsFault(`it is no well-formed XML from line ${parser.line + 1}, character ${parser.position}`)
  }
  return {
    push(text) {
      parser.write(text)
    },
    end() {
      parser.close()
    },
  }
}
