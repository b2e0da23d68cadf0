import type { Cell } from './cell-types.ts'
import type { Field } from './select-columns.ts'

/** One row: a text for each column, by the column's key. Numbers, dates and amounts are texts as they stand there. */
export type Row = Record<string, string>

/** A row whose columns have types: what does not read as its column's type is text. */
export type TypedRow = Record<string, Cell>

/** Makes a row of the first cells of a list, which may be used again afterwards. */
export type MakeRow = (cells: readonly string[]) => TypedRow

/** Longer headers are handled without compiling: a function of that size costs more than it saves. */
export const compiledAtMost = 1_000

/**
 * Makes the function that turns cells into rows. It is compiled from the header, once per table: an object literal is
 * more than twice as fast as setting the properties one after the other. Where Node was started with code generation
 * switched off, the slower way is taken.
 */
export function rowMaker(fields: readonly Field[]): MakeRow {
  const compiled = compile(fields, ['cells'], () => `return ${rowLiteral(fields, (index) => `cells[${index}]`)}`)
  return compiled === undefined ? plainRowMaker(fields) : (compiled as MakeRow)
}

/** The same without compiling. */
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

/** Compiles a function that may call the fields' converters; undefined where code may not be generated. */
export function compile(
  fields: readonly Field[],
  parameters: readonly string[],
  body: () => string,
): ((...values: never[]) => unknown) | undefined {
  if (fields.length > compiledAtMost) return undefined
  try {
    const make: unknown = new Function('convert', `return function (${parameters.join(', ')}) { ${body()} }`)
    const converters = fields.map((field) => field.convert)
    return (make as (convert: unknown) => (...values: never[]) => unknown)(converters)
  } catch (error) {
    if (error instanceof EvalError) return undefined
    throw error
  }
}

/** The source of the object literal that is a row. @param cellAt The source of the cell at an index. */
export function rowLiteral(fields: readonly Field[], cellAt: (index: number) => string): string {
  const properties = fields.map((field, place) => {
    const cell = cellAt(field.index)
    if (field.convert === undefined) return `${propertyName(field.key)}: ${cell}`
    return `${propertyName(field.key)}: convert[${place}](${cell}, ${currencySource(field, cellAt)})`
  })
  return `{ ${properties.join(', ')} }`
}

function currencySource({ currency }: Field, cellAt: (index: number) => string): string {
  return typeof currency === 'number' ? cellAt(currency) : String(JSON.stringify(currency))
}

/** A JSON string, so data whatever it holds; in brackets, `__proto__` is a property like others. */
function propertyName(key: string): string {
  return key === '__proto__' ? `['__proto__']` : JSON.stringify(key)
}
