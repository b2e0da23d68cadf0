/** One row: a text for each column, by the column's key. Numbers, dates and amounts are texts as they stand there. */
export type Row = Record<string, string>

/** Makes a row of the first cells of a list, which may be used again afterwards. */
export type MakeRow = (cells: readonly string[]) => Row

/**
 * Makes the function that turns cells into rows. It is compiled from the header, once per table: an object literal is
 * more than twice as fast as setting the properties one after the other. Where Node was started with code generation
 * switched off, the slower way is taken.
 */
export function rowMaker(keys: readonly string[]): MakeRow {
  try {
    const properties = keys.map((key, index) => `${propertyName(key)}: cells[${index}]`)
    const compiled: unknown = new Function('cells', `return { ${properties.join(', ')} }`)
    return compiled as MakeRow
  } catch (error) {
    if (error instanceof EvalError) return plainRowMaker(keys)
    throw error
  }
}

/** A JSON string, so data whatever it holds; in brackets, `__proto__` is a property like others. */
function propertyName(key: string): string {
  return key === '__proto__' ? `['__proto__']` : JSON.stringify(key)
}

/** The same without compiling. */
export function plainRowMaker(keys: readonly string[]): MakeRow {
  return (cells) => {
    const row: Row = {}
    for (const [index, key] of keys.entries()) {
      Object.defineProperty(row, key, { value: cells[index], enumerable: true, writable: true, configurable: true })
    }
    return row
  }
}
