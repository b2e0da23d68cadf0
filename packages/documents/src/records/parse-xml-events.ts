import { parseXml } from './parse-xml.ts'
import { longestRecord, RecordsFault } from './records-fault.ts'
import type { RecordsParser } from './records-parser.ts'

/** One thing that an XML document consists of, in the document's order. */
export type XmlEvent =
  | { readonly type: 'open'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'close'; readonly name: string }

const eventsInBatch = 1_000

/** Reads XML as events. What stands between two tags is one text. */
export function parseXmlEvents(onEvents: (batch: XmlEvent[]) => void): RecordsParser {
  let batch: XmlEvent[] = []
  let text = ''
  function add(event: XmlEvent): void {
    if (text !== '') {
      batch.push({ type: 'text', text })
      text = ''
    }
    batch.push(event)
    if (batch.length >= eventsInBatch) flush()
  }
  function flush(): void {
    if (batch.length > 0) onEvents(batch)
    batch = []
  }
  const parser = parseXml({
    open: (name, attributes) => add({ type: 'open', name, attributes }),
    close: (name) => add({ type: 'close', name }),
    text(more) {
      text += more
      if (text.length > longestRecord) throw new RecordsFault(`it has a text of more than ${longestRecord} characters`)
    },
  })
  return {
    push: (piece) => parser.push(piece),
    end() {
      parser.end()
      flush()
    },
  }
}
