import { parseXml } from './parse-xml.ts'
import { InvalidRecordsError, maxRecordLength, type RecordsParser } from './records-parser.ts'
import type { XmlEvent } from './types.ts'

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
