import type { TableParser } from './table-parser.ts'

/** Number of characters in which a document whose first line ends in CR alone must not contain a line feed. */
const examinedLength = 65_536

/**
 * Removes byte order marks from the start of a table, of which a document can have several, and turns line ends that are
 * a carriage return alone into line feeds. They are line ends if the document starts with such lines and has no line feeds.
 */
export function cleanedText(parser: TableParser): TableParser {
  return new TextCleaner(parser)
}

class TextCleaner implements TableParser {
  readonly #parser: TableParser
  /** The start of the text. Undefined once the line ends are known. */
  #start: string | undefined = ''
  #replacesReturns = false

  constructor(parser: TableParser) {
    this.#parser = parser
  }

  push(text: string): void {
    if (this.#start === undefined) {
      this.#push(text)
      return
    }
    this.#start += text
    if (text.includes('\n') || this.#start.length > examinedLength) this.#examine(this.#start)
  }

  end(): void {
    if (this.#start !== undefined) this.#examine(this.#start)
    this.#parser.end()
  }

  #push(text: string): void {
    this.#parser.push(this.#replacesReturns ? text.replaceAll('\r', '\n') : text)
  }

  #examine(marked: string): void {
    const text = marked.replace(/^\ufeff+/, '')
    const start = marked.slice(0, examinedLength)
    this.#start = undefined
    this.#replacesReturns = !start.includes('\n') && firstLineEnd(start) === '\r'
    if (text !== '') this.#push(text)
  }
}

/** Returns the first carriage return or line feed outside of quotation marks. */
function firstLineEnd(text: string): string | undefined {
  let isQuoted = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && (character === '\r' || character === '\n')) return character
  }
  return undefined
}
