import { JsonSplitter } from './json-splitter.ts'
import { JsonStringScanner } from './json-string-scanner.ts'
import { InvalidRecordsError, type RecordObject, type RecordsParser, type RecordsSink } from './records-parser.ts'

/** Characters at which a batch ends early if the caller sets the batch size. */
const maxBatchLength = 1_048_576
/** Characters of a batch by default. Small, because what a reader holds while it waits makes the process grow. */
const defaultBatchLength = 16_384
const defaultBatchRecords = 1_000
/** Maximum number of property names in an error message. */
const maxListedNames = 30

/** How the records of a JSON document are parsed. */
interface JsonOptions {
  /** Path to the array, such as `a.b`. If undefined, the records are the document itself or the first array of objects. */
  readonly records: string | undefined
  readonly batchSize: number | undefined
  /** Whether integers that a number cannot hold exactly become strings. */
  readonly exactIntegers?: boolean | undefined
}

/**
 * Parses the records of a JSON document of any size. It finds the elements of the array without parsing them, and parses
 * many of them at a time.
 */
export function parseJsonRecords({ records, batchSize, exactIntegers }: JsonOptions, sink: RecordsSink): RecordsParser {
  let count = 0
  const toExact = exactIntegers ? quoteLargeIntegers : (text: string) => text
  const elements = (text: string, position: number) => {
    const batch = parseElements(text, toExact, { count, position })
    count += batch.length
    sink.records(batch)
  }
  const limits = {
    elements: batchSize ?? defaultBatchRecords,
    characters: batchSize === undefined ? defaultBatchLength : maxBatchLength,
  }
  const splitter = new JsonSplitter(records, limits, { elements, head: (text) => sink.head(parseHead(toExact(text))) })
  return {
    push: (text) => splitter.push(text),
    end() {
      const text = splitter.end()
      const head = text === undefined ? undefined : parseHead(toExact(text))
      if (text !== undefined && head === undefined) {
        throw new InvalidRecordsError('it is damaged outside of its records')
      }
      if (!splitter.found && !(records === undefined && hasEmptyArray(head))) throw noRecords(records, head)
      sink.head(head)
    },
  }
}

/** Where the text of some elements is in the document. */
interface ElementsPosition {
  /** Number of records before. */
  readonly count: number
  /** Number of characters before. */
  readonly position: number
}

function parseElements(
  text: string,
  toExact: (text: string) => string,
  { count, position }: ElementsPosition,
): RecordObject[] {
  const elements = parse(`[${toExact(text)}]`)
  if (!Array.isArray(elements)) throw damagedElement(text, count, position)
  if (elements.length === 0) {
    throw new InvalidRecordsError(`record ${count + 1}, at character ${position + 1}, is empty`)
  }
  const invalid = elements.findIndex((element) => !isObject(element))
  if (invalid !== -1) throw new InvalidRecordsError(`record ${count + invalid + 1} is not an object`)
  return elements
}

/** Finds the first element that is not JSON, to report its position. */
function damagedElement(text: string, count: number, position: number): InvalidRecordsError {
  let start = 0
  let index = 0
  for (const end of elementEnds(text)) {
    if (parse(text.slice(start, end)) === undefined) break
    start = end + 1
    index += 1
  }
  return new InvalidRecordsError(
    `record ${count + index + 1}, which starts at character ${position + start + 1}, is damaged`,
  )
}

function* elementEnds(text: string): Generator<number> {
  const strings = new JsonStringScanner()
  let depth = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') index = strings.skip(text, index + 1) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    else if (character === ',' && depth === 0) yield index
  }
  yield text.length
}

function noRecords(records: string | undefined, head: RecordObject | undefined): InvalidRecordsError {
  const names = head === undefined ? [] : Object.keys(head).slice(0, maxListedNames)
  const list = names.map((name) => `"${name.slice(0, 80)}"`).join(', ')
  const properties = names.length === 0 ? '' : ` Its properties are ${list}.`
  const problem = records === undefined ? 'it has no array of objects' : `it has no array "${records}"`
  return new InvalidRecordsError(`${problem}.${properties} Set the path to its records with the option format`)
}

/** Returns whether there is an array that would contain the records if there were any. */
function hasEmptyArray(head: RecordObject | undefined): boolean {
  return Object.values(head ?? {}).some((value) => Array.isArray(value) && value.length === 0)
}

/** If the document itself is the array of records, the head is empty. */
function parseHead(text: string): RecordObject | undefined {
  const value = parse(text)
  if (Array.isArray(value)) return {}
  return isObject(value) ? value : undefined
}

function isObject(value: unknown): value is RecordObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns undefined for invalid JSON: the error message of the parser would contain a part of the document. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A string or a number of a JSON text. Strings are matched so that digits inside of them are not. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g

/** Turns integers that a number cannot hold exactly into strings with all of their digits. */
export function quoteLargeIntegers(json: string): string {
  // Only an integer of 16 digits or more can be too large.
  if (!/\d{16}/.test(json)) return json
  return json.replace(stringOrNumber, (token) => (isLargeInteger(token) ? `"${token}"` : token))
}

function isLargeInteger(token: string): boolean {
  return /^-?\d+$/.test(token) && !Number.isSafeInteger(Number(token))
}
