import { JsonPath } from './json-path.ts'
import { JsonStrings } from './json-string-scanner.ts'
import { deepest, longestRecord, RecordsFault } from './records-fault.ts'

/** What a splitter hands over. */
export interface SplitterSink {
  /** The texts of whole elements, with commas between them. @param position Where they begin, in characters. */
  readonly elements: (text: string, position: number) => void
  /** Where the first array of records begins: all that stands before it, as whole JSON. */
  readonly head: (text: string) => void
}

/** When elements are handed over: at this many elements, or this many characters, whichever comes first. */
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

/** As much is kept of what stands beside the records; of a document with more, nothing is. */
const longestBeside = 4_194_304
const longestKey = 10_000

/**
 * Finds the elements of the arrays of records in a JSON text that comes in pieces, without parsing it: it follows
 * strings and brackets only, so that the elements can be parsed many at a time and the whole is never held.
 */
export class JsonSplitter {
  readonly #sink: SplitterSink
  readonly #limits: SplitterLimits
  readonly #path: JsonPath
  readonly #strings = new JsonStrings()
  /** Characters of the pieces before this one. */
  #offset = 0
  #found = false
  #begun = false
  /** Outside of the records: what stands there, the records' arrays left empty; undefined when it was too much. */
  #beside: string | undefined = ''
  #expectsKey = false
  #key: string | undefined
  /** An array has opened whose first element decides whether it holds the records. */
  #candidate = false
  /** Inside an array of records. */
  #inside = false
  #depth = 0
  #pending = ''
  #pendingFrom = 0
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
    for (let at = 0; at < text.length; ) at = this.#inside ? this.#scanRecords(text, at) : this.#scanBeside(text, at)
    this.#offset += text.length
  }

  /** Ends the text. @returns What stands beside the records as JSON, or undefined if it was too much. */
  end(): string | undefined {
    if (!this.#begun) throw new RecordsFault('it is empty')
    if (this.#inside || this.#strings.open || this.#path.depth > 0) {
      throw new RecordsFault(`it breaks off after character ${this.#offset}`)
    }
    return this.#beside
  }

  #scanRecords(text: string, from: number): number {
    let start = from
    let at = this.#strings.open ? this.#strings.skip(text, from) : from
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) {
        at = this.#strings.skip(text, at + 1) - 1
      } else if (code === openObject || code === openArray) {
        this.#deeper(++this.#depth, at)
      } else if (code === closeObject || code === closeArray) {
        if (this.#depth === 0) {
          this.#handOver(text, start, at, false)
          this.#inside = false
          return at
        }
        this.#depth -= 1
      } else if (code === comma && this.#depth === 0) {
        this.#elements += 1
        const { elements, characters } = this.#limits
        if (this.#elements < elements && this.#pending.length + at - start < characters) continue
        this.#handOver(text, start, at, true)
        start = at + 1
      }
    }
    this.#pending += text.slice(start)
    this.#checkLength(this.#pending.length)
    return text.length
  }

  #handOver(text: string, start: number, end: number, comma: boolean): void {
    const elements = this.#pending + text.slice(start, end)
    this.#checkLength(elements.length)
    // Elements that are nothing are a fault, but for the only one of an empty array.
    if (comma || this.#afterComma || elements.trim() !== '') this.#sink.elements(elements, this.#pendingFrom)
    this.#pending = ''
    this.#pendingFrom = this.#offset + end + 1
    this.#elements = 0
    this.#afterComma = comma
  }

  #checkLength(length: number): void {
    if (length <= longestRecord + this.#limits.characters) return
    throw new RecordsFault(
      `a record near character ${this.#pendingFrom} is longer than ${longestRecord} characters, or the document is damaged there`,
    )
  }

  #scanBeside(text: string, from: number): number {
    let at = this.#strings.open ? this.#skipString(text, from) : from
    for (; at < text.length && !this.#inside; ) at = this.#besideAt(text, at)
    if (this.#beside !== undefined) this.#beside += text.slice(from, at)
    if (this.#beside !== undefined && this.#beside.length > longestBeside) this.#beside = undefined
    if (this.#inside) this.#begin(this.#offset + at)
    return at
  }

  /** Takes one character outside of the records, or one string. @returns The place behind it. */
  #besideAt(text: string, at: number): number {
    const code = text.charCodeAt(at)
    if (code <= 32) return at + 1
    if (!this.#begun) this.#beginDocument(code)
    if (this.#candidate && code === openObject) this.#inside = true
    this.#candidate = false
    if (this.#inside) return at
    if (code === quote) {
      if (this.#path.inObject && this.#expectsKey) this.#key = ''
      return this.#skipString(text, at + 1)
    }
    this.#bracketOrComma(code, at)
    return at + 1
  }

  #beginDocument(code: number): void {
    this.#begun = true
    if (code !== openObject && code !== openArray) throw new RecordsFault('it is neither JSON nor XML')
  }

  #bracketOrComma(code: number, at: number): void {
    if (code === openObject || code === openArray) {
      const array = code === openArray
      this.#inside = array && this.#path.holdsRecords()
      this.#candidate = array && !this.#found && this.#path.mayHoldRecords()
      this.#path.open(array)
      this.#expectsKey = !array
      this.#deeper(this.#path.depth, at)
    } else if (code === closeObject || code === closeArray) {
      if (!this.#path.close(code === closeArray)) throw this.#damaged(at)
      this.#expectsKey = false
    } else if (code === comma) {
      this.#expectsKey = this.#path.inObject
    }
  }

  #skipString(text: string, from: number): number {
    const end = this.#strings.skip(text, from)
    if (this.#key === undefined) return end
    this.#key += text.slice(from, this.#strings.open ? end : end - 1)
    if (this.#key.length > longestKey) this.#key = undefined
    else if (!this.#strings.open) {
      this.#path.key(this.#key)
      this.#key = undefined
      this.#expectsKey = false
    }
    return end
  }

  #begin(position: number): void {
    this.#depth = 0
    this.#pending = ''
    this.#pendingFrom = position
    this.#elements = 0
    this.#afterComma = false
    // Only the first time: there may be as many arrays as records.
    if (!this.#found && this.#beside !== undefined) this.#sink.head(this.#beside + this.#path.closers())
    this.#found = true
  }

  #deeper(depth: number, at: number): void {
    if (depth > deepest)
      throw new RecordsFault(`it is nested deeper than ${deepest} at character ${this.#offset + at + 1}`)
  }

  #damaged(at: number): RecordsFault {
    return new RecordsFault(`it is damaged at character ${this.#offset + at + 1}`)
  }
}
