import type { Cell } from './cell-types.ts'
import type { Field } from './select-columns.ts'

/** A row: one string per column, by the column's key. Numbers, dates and amounts are strings as in the document. */
export type Row = Record<string, string>

/** A row of a table with column types. A cell that does not match the type of its column is a string. */
export type TypedRow = Record<string, Cell>

/** Creates a row from cells. The array may be reused afterwards. */
export type MakeRow = (cells: readonly string[]) => TypedRow

/** Maximum number of columns to compile: for longer headers, compiling costs more than it saves. */
export const maxCompiledColumns = 1_000

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
export function compile(
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
export function rowLiteral(fields: readonly Field[], cellAt: (index: number) => string): string {
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
