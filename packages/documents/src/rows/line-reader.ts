import { compile, maxCompiledColumns, plainRowMaker, rowLiteral, type TypedRow } from './row-maker.ts'
import type { Field } from './select-columns.ts'

/** The index of the next tab that no line has used yet, or -1. */
export interface TabCursor {
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

/** In the source, `t3` is the tab after cell 3. The tab after the line is kept for the next line. */
function readLineSource(width: number, fields: readonly Field[]): string {
  const last = width - 1
  const tabs = Array.from({ length: width }, (_, index) => {
    // After a search without result, -1 + 1 would start again at the first character.
    return index === 0 ? 't0 = cursor.tab' : `t${index} = text.indexOf('\\t', t${index - 1} + 1 || 0x3fffffff)`
  })
  const missing = last === 0 ? 'false' : `t${last - 1} === -1 || t${last - 1} >= end`
  const literal = rowLiteral(fields, (index) => {
    const from = index === 0 ? 'start' : `t${index - 1} + 1`
    return `text.slice(${from}, ${index === last ? 'end' : `t${index}`})`
  })
  return `const ${tabs.join(', ')}
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
