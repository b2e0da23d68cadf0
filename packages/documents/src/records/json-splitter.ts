import { JsonPath } from './json-path.ts'
import { JsonStringScanner } from './json-string-scanner.ts'
import { InvalidRecordsError, maxDepth, maxRecordLength } from './records-parser.ts'

/** Receives what a splitter finds. */
export interface SplitterSink {
  /**
   * Receives the text of complete elements, separated by commas.
   *
   * @param position Where the text starts in the document, in characters.
   */
  readonly elements: (text: string, position: number) => void
  /** Receives everything before the first array of records, as valid JSON. Called when that array starts. */
  readonly head: (text: string) => void
}

/** Elements are returned at this number of elements or characters, whichever is reached first. */
export interface SplitterLimits {
  readonly elements: number
  readonly characters: number
}

const quote = 34
const comma = 44
const openArray = 91
const closeArray = 93
const openObject = 123
const closeObject = 125

/** Maximum number of characters kept of the document without its records. If there are more, none are kept. */
const maxHeadLength = 4_194_304

/**
 * Finds the elements of the arrays of records in a JSON text that arrives in pieces, without parsing it. It follows only
 * strings and brackets, so that many elements can be parsed at a time and the whole text is never in memory.
 */
export class JsonSplitter {
  readonly #sink: SplitterSink
  readonly #limits: SplitterLimits
  readonly #path: JsonPath
  readonly #strings = new JsonStringScanner()
  /** Number of characters before the current piece. */
  #offset = 0
  #found = false
  #started = false
  /** The text outside of the records, in which their arrays are empty. Undefined if it was too long. */
  #head: string | undefined = ''
  #expectsKey = false
  /** The key that is being read, as far as it can be a part of the declared path. */
  #key = ''
  #inKey = false
  /** An array has started, and its first element decides whether it contains the records. */
  #isCandidate = false
  #inRecords = false
  #depth = 0
  #pending = ''
  #pendingPosition = 0
  #elements = 0
  #afterComma = false

  constructor(records: string | undefined, limits: SplitterLimits, sink: SplitterSink) {
    this.#path = new JsonPath(records)
    this.#limits = limits
    this.#sink = sink
  }

  /** Whether an array of records has been found. */
  get found(): boolean {
    return this.#found
  }

  push(text: string): void {
    for (let index = 0; index < text.length; ) {
      index = this.#inRecords ? this.#scanRecords(text, index) : this.#scanHead(text, index)
    }
    this.#offset += text.length
  }

  /**
   * Ends the text.
   *
   * @returns The document without its records as JSON, or undefined if it was too long.
   * @throws InvalidRecordsError if the text is empty or incomplete.
   */
  end(): string | undefined {
    if (!this.#started) throw new InvalidRecordsError('it is empty')
    if (this.#inRecords || this.#strings.isOpen || this.#path.depth > 0) {
      throw new InvalidRecordsError(`it ends too early, after character ${this.#offset}`)
    }
    return this.#head
  }

  /** Scans the elements of an array of records. Returns the index after the scanned text. */
  #scanRecords(text: string, from: number): number {
    let start = from
    let index = this.#strings.isOpen ? this.#strings.skip(text, from) : from
    for (; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code === quote) {
        index = this.#strings.skip(text, index + 1) - 1
      } else if (code === openObject || code === openArray) {
        this.#checkDepth(++this.#depth, index)
      } else if (code === closeObject || code === closeArray) {
        if (this.#depth === 0) {
          this.#emitElements(text, start, index, false)
          this.#inRecords = false
          return index
        }
        this.#depth -= 1
      } else if (code === comma && this.#depth === 0) {
        this.#elements += 1
        const { elements, characters } = this.#limits
        if (this.#elements < elements && this.#pending.length + index - start < characters) continue
        this.#emitElements(text, start, index, true)
        start = index + 1
      }
    }
    this.#pending += text.slice(start)
    this.#checkLength(this.#pending.length)
    return text.length
  }

  #emitElements(text: string, start: number, end: number, beforeComma: boolean): void {
    const elements = this.#pending + text.slice(start, end)
    this.#checkLength(elements.length)
    // An empty element is an error, unless the array is empty.
    if (beforeComma || this.#afterComma || elements.trim() !== '') {
      this.#sink.elements(elements, this.#pendingPosition)
    }
    this.#pending = ''
    this.#pendingPosition = this.#offset + end + 1
    this.#elements = 0
    this.#afterComma = beforeComma
  }

  #checkLength(length: number): void {
    if (length <= maxRecordLength + this.#limits.characters) return
    throw new InvalidRecordsError(
      `a record near character ${this.#pendingPosition} has more than ${maxRecordLength} characters, or the document is damaged there`,
    )
  }

  /** Scans the text outside of the records. Returns the index after the scanned text. */
  #scanHead(text: string, from: number): number {
    let index = this.#strings.isOpen ? this.#skipString(text, from) : from
    while (index < text.length && !this.#inRecords) index = this.#scanHeadToken(text, index)
    if (this.#head !== undefined) this.#head += text.slice(from, index)
    if (this.#head !== undefined && this.#head.length > maxHeadLength) this.#head = undefined
    if (this.#inRecords) this.#startRecords(this.#offset + index)
    return index
  }

  /** Scans one character, or one string. Returns the index after it. */
  #scanHeadToken(text: string, index: number): number {
    const code = text.charCodeAt(index)
    if (code <= 32) return index + 1
    if (!this.#started) this.#startDocument(code)
    else if (this.#path.depth === 0) throw this.#textAfterEnd(index)
    if (this.#isCandidate && code === openObject) this.#inRecords = true
    this.#isCandidate = false
    if (this.#inRecords) return index
    if (code === quote) {
      this.#inKey = this.#path.inObject && this.#expectsKey
      this.#key = ''
      return this.#skipString(text, index + 1)
    }
    this.#onPunctuation(code, index)
    return index + 1
  }

  #startDocument(code: number): void {
    this.#started = true
    if (code !== openObject && code !== openArray) throw new InvalidRecordsError('it is neither JSON nor XML')
  }

  #onPunctuation(code: number, index: number): void {
    if (code === openObject || code === openArray) {
      const isArray = code === openArray
      this.#inRecords = isArray && this.#path.containsRecords()
      this.#isCandidate = isArray && !this.#found && this.#path.mayContainRecords()
      this.#path.open(isArray)
      this.#expectsKey = !isArray
      this.#checkDepth(this.#path.depth, index)
    } else if (code === closeObject || code === closeArray) {
      if (!this.#path.close(code === closeArray)) throw this.#damaged(index)
      this.#expectsKey = false
    } else if (code === comma) {
      this.#expectsKey = this.#path.inObject
    }
  }

  /** Skips a string, and remembers it if it is a key. */
  #skipString(text: string, from: number): number {
    const end = this.#strings.skip(text, from)
    if (!this.#inKey) return end
    const { maxKeyLength } = this.#path
    // One character more than the maximum shows that the key is too long.
    if (this.#key.length <= maxKeyLength) {
      const keyEnd = this.#strings.isOpen ? end : end - 1
      this.#key += text.slice(from, Math.min(keyEnd, from + maxKeyLength + 1))
    }
    if (!this.#strings.isOpen) {
      this.#path.setKey(this.#key.length > maxKeyLength ? undefined : this.#key)
      this.#inKey = false
      this.#expectsKey = false
    }
    return end
  }

  #startRecords(position: number): void {
    this.#depth = 0
    this.#pending = ''
    this.#pendingPosition = position
    this.#elements = 0
    this.#afterComma = false
    // Only once: a document may have as many arrays as records.
    if (!this.#found && this.#head !== undefined) this.#sink.head(this.#head + this.#path.closingBrackets())
    this.#found = true
    this.#path.declareOpenArray()
  }

  #checkDepth(depth: number, index: number): void {
    if (depth <= maxDepth) return
    throw new InvalidRecordsError(
      `it is nested deeper than ${maxDepth} levels at character ${this.#offset + index + 1}`,
    )
  }

  #textAfterEnd(index: number): InvalidRecordsError {
    const where = `there is text after its end, at character ${this.#offset + index + 1}`
    return new InvalidRecordsError(`it is damaged: ${where}. JSON Lines and several documents in one are not supported`)
  }

  #damaged(index: number): InvalidRecordsError {
    return new InvalidRecordsError(`it is damaged at character ${this.#offset + index + 1}`)
  }
}
