import type { Cell } from './cell-types.ts'
import type { Field } from './select-columns.ts'

/** A row: one string per column, by the column's key. Numbers, dates and amounts are strings as in the document. */
export type Row = Record<string, string>

/** A row of a table with column types. A cell that does not match the type of its column is a string. */
export type TypedRow = Record<string, Cell>

/** Creates a row from cells. The array may be reused afterwards. */
export type MakeRow = (cells: readonly string[]) => TypedRow

/** Maximum number of columns to compile: for longer headers, compiling costs more than it saves. */
const maxCompiledColumns = 1_000

/**
 * Creates the function that turns cells into rows. It is compiled once per table: an object literal is more than twice as
 * fast as setting the properties one by one. If Node.js was started without code generation, it is not compiled.
 */
export function rowMaker(fields: readonly Field[]): MakeRow {
  const compiled = compile(fields, ['cells'], () => `return ${rowLiteral(fields, (index) => `cells[${index}]`)}`)
  return compiled === undefined ? plainRowMaker(fields) : (compiled as MakeRow)
}

/** Like {@link rowMaker}, without compiling. */
export function plainRowMaker(fields: readonly Field[]): MakeRow {
  return (cells) => {
    const row: TypedRow = {}
    for (const { key, index, convert, currency } of fields) {
      const cell = cells[index] ?? ''
      const value = convert?.(cell, typeof currency === 'number' ? cells[currency] : currency) ?? cell
      Object.defineProperty(row, key, { value, enumerable: true, writable: true, configurable: true })
    }
    return row
  }
}

/** Compiles a function that can call the converters of the fields. Returns undefined if it cannot be compiled. */
function compile(
  fields: readonly Field[],
  parameters: readonly string[],
  body: () => string,
): ((...values: never[]) => unknown) | undefined {
  if (fields.length > maxCompiledColumns) return undefined
  try {
    const make: unknown = new Function('convert', `return function (${parameters.join(', ')}) { ${body()} }`)
    const converters = fields.map((field) => field.convert)
    return (make as (convert: unknown) => (...values: never[]) => unknown)(converters)
  } catch (error) {
    if (error instanceof EvalError) return undefined
    throw error
  }
}

/**
 * Returns the source of the object literal of a row.
 *
 * @param cellAt Returns the source of the cell at an index.
 */
function rowLiteral(fields: readonly Field[], cellAt: (index: number) => string): string {
  const properties = fields.map((field, position) => {
    const cell = cellAt(field.index)
    if (field.convert === undefined) return `${propertyName(field.key)}: ${cell}`
    return `${propertyName(field.key)}: convert[${position}](${cell}, ${currencySource(field, cellAt)})`
  })
  return `{ ${properties.join(', ')} }`
}

function currencySource({ currency }: Field, cellAt: (index: number) => string): string {
  return typeof currency === 'number' ? cellAt(currency) : String(JSON.stringify(currency))
}

/** A JSON string is data, whatever it contains. In brackets, `__proto__` is an ordinary property. */
function propertyName(key: string): string {
  return key === '__proto__' ? `['__proto__']` : JSON.stringify(key)
}

/** The index of the next tab that no line has used yet, or -1. */
interface TabCursor {
  tab: number
}

/**
 * Reads one line of a text. On entry, `cursor.tab` is the first tab at or after `start`; on return, it is the first tab
 * after the line. Returns undefined, and leaves the cursor unchanged, if the line has the wrong number of cells.
 */
export type ReadLine = (text: string, start: number, end: number, cursor: TabCursor) => TypedRow | undefined

/**
 * Creates the function that reads the lines of a tab-separated table of `width` columns. It needs one search per tab and
 * one slice per selected column. This is 50 % faster than with an array of cells in between.
 */
export function lineReader(width: number, fields: readonly Field[]): ReadLine {
  if (width > maxCompiledColumns) return plainLineReader(width, fields)
  const compiled = compile(fields, ['text', 'start', 'end', 'cursor'], () => readLineSource(width, fields))
  return compiled === undefined ? plainLineReader(width, fields) : (compiled as ReadLine)
}

/** Tabs to search for before checking that they are in the line: a short line must not cost as much as a whole row. */
const tabsPerCheck = 16

/** In the source, `t3` is the tab after cell 3. The tab after the line is kept for the next line. */
function readLineSource(width: number, fields: readonly Field[]): string {
  const last = width - 1
  const searches = Array.from({ length: width }, (_, index) => {
    // After a search without result, -1 + 1 would start again at the first character.
    const tab = index === 0 ? 'cursor.tab' : `text.indexOf('\\t', t${index - 1} + 1 || 0x3fffffff)`
    const isChecked = index % tabsPerCheck === tabsPerCheck - 1 && index < last
    return `const t${index} = ${tab}${isChecked ? `\nif (t${index} === -1 || t${index} >= end) return undefined` : ''}`
  })
  const missing = last === 0 ? 'false' : `t${last - 1} === -1 || t${last - 1} >= end`
  const literal = rowLiteral(fields, (index) => {
    const from = index === 0 ? 'start' : `t${index - 1} + 1`
    return `text.slice(${from}, ${index === last ? 'end' : `t${index}`})`
  })
  return `${searches.join('\n')}
if (${missing} || (t${last} !== -1 && t${last} < end)) return undefined
cursor.tab = t${last}
return ${literal}`
}

/** Like {@link lineReader}, without compiling. */
export function plainLineReader(width: number, fields: readonly Field[]): ReadLine {
  const makeRow = plainRowMaker(fields)
  return (text, start, end, cursor) => {
    const cells = text.slice(start, end).split('\t')
    if (cells.length !== width) return undefined
    cursor.tab = text.indexOf('\t', end)
    return makeRow(cells)
  }
}
