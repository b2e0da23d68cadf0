import { JsonSplitter } from './json-splitter.ts'
import { JsonStrings } from './json-string-scanner.ts'
import type { RecordObject } from './record-object.ts'
import { RecordsFault } from './records-fault.ts'
import type { RecordsParser, RecordsSink } from './records-parser.ts'

/** With a batch size of the caller's, batches end early only when they are as long as this. */
const longestBatch = 1_048_576
/** Otherwise they are small, for what a reader waits with makes the process grow. */
const usualBatch = 16_384
const mostRecords = 1_000

/**
 * Reads the records of a JSON document of any size: finds the elements of its array without parsing them, and parses
 * many of them at a time.
 *
 * @param records The path to the array, `a.b`; where nobody knows it, the document itself or the first array of objects.
 */
export function parseJsonRecords(
  records: string | undefined,
  batchSize: number | undefined,
  sink: RecordsSink,
): RecordsParser {
  let count = 0
  const elements = (text: string, position: number) => {
    const batch = parseElements(text, count, position)
    count += batch.length
    sink.records(batch)
  }
  const limits = { elements: batchSize ?? mostRecords, characters: batchSize === undefined ? usualBatch : longestBatch }
  const splitter = new JsonSplitter(records, limits, { elements, head: (text) => sink.head(headOf(text)) })
  return {
    push: (text) => splitter.push(text),
    end() {
      const beside = splitter.end()
      const head = beside === undefined ? undefined : headOf(beside)
      if (beside !== undefined && head === undefined) throw new RecordsFault('it is damaged beside its records')
      if (!splitter.found && !(records === undefined && hasEmptyArray(head))) throw notFound(records, head)
      sink.head(head)
    },
  }
}

function parseElements(text: string, count: number, position: number): RecordObject[] {
  const elements = parse(`[${text}]`)
  if (!Array.isArray(elements)) throw damagedElement(text, count, position)
  if (elements.length === 0) throw new RecordsFault(`record ${count + 1}, at character ${position + 1}, is empty`)
  const odd = elements.findIndex((element) => !isObject(element))
  if (odd !== -1) throw new RecordsFault(`record ${count + odd + 1} is no object`)
  return elements
}

/** Finds the first element that is no JSON, for the position to stand in the error. */
function damagedElement(text: string, count: number, position: number): RecordsFault {
  let start = 0
  let index = 0
  for (const end of elementEnds(text)) {
    if (parse(text.slice(start, end)) === undefined) break
    start = end + 1
    index += 1
  }
  return new RecordsFault(`record ${count + index + 1}, which begins at character ${position + start + 1}, is damaged`)
}

function* elementEnds(text: string): Generator<number> {
  const strings = new JsonStrings()
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = strings.skip(text, at + 1) - 1
    else if (character === '{' || character === '[') depth += 1
    else if (character === '}' || character === ']') depth -= 1
    else if (character === ',' && depth === 0) yield at
  }
  yield text.length
}

function notFound(records: string | undefined, head: RecordObject | undefined): RecordsFault {
  const names = head === undefined ? [] : Object.keys(head).slice(0, 30)
  const has =
    names.length === 0 ? '' : ` Its properties are ${names.map((name) => `"${name.slice(0, 80)}"`).join(', ')}.`
  const what = records === undefined ? 'it has no array of objects' : `it has no array "${records}"`
  return new RecordsFault(`${what}.${has} Say where its records are with the option format`)
}

/** An array that may have held records if there had been any. */
function hasEmptyArray(head: RecordObject | undefined): boolean {
  return Object.values(head ?? {}).some((value) => Array.isArray(value) && value.length === 0)
}

/** Of a root that is an array nothing stands beside it. */
function headOf(text: string): RecordObject | undefined {
  const value = parse(text)
  if (Array.isArray(value)) return {}
  return isObject(value) ? value : undefined
}

function isObject(value: unknown): value is RecordObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Undefined for what is no JSON: the parser's own message would repeat a part of the document. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
