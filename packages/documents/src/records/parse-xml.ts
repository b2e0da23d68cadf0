import sax from 'sax'
import { InvalidRecordsError, maxDepth, maxRecordLength, type RecordsParser } from './records-parser.ts'

/** Receives the parts of an XML document. */
export interface XmlHandler {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** `strictEntities` is missing from the type definitions of sax. */
const options: sax.SAXOptions & { strictEntities: boolean } = { position: true, strictEntities: true }

/**
 * Parses XML piece by piece, in strict mode: XML that is not well-formed is an error with a line number. So are entities
 * other than the five predefined ones and character references. No external entity is ever loaded, so a document cannot
 * expand beyond its own size. CDATA is text.
 */
export function parseXml(handler: XmlHandler): RecordsParser {
  const parser = sax.parser(true, options)
  let depth = 0
  let attributeLength = 0
  parser.onattribute = ({ name, value }) => {
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
    handler.open(tag.name, tag.attributes as Record<string, string>)
  }
  parser.onclosetag = (name) => {
    depth -= 1
    handler.close(name)
  }
  parser.ontext = handler.text
  parser.oncdata = handler.text
  // The error message of sax contains a part of the document.
  parser.onerror = () => {
    throw new InvalidRecordsError(`it is not well-formed XML at line ${parser.line + 1}, character ${parser.position}`)
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
