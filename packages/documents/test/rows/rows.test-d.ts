import { expectTypeOf, test } from 'vitest'
import type { GenerateText } from '../../src/content/document-text.ts'
import type { RecordObject } from '../../src/records/records-parser.ts'
import { readRecords } from '../../src/records/records-reader.ts'
import type { Cell, Money } from '../../src/rows/cell-types.ts'
import { readRows } from '../../src/rows/rows-reader.ts'
import type { Rows, RowsOptions, TypedRowsOptions } from '../../src/rows/types.ts'
import { readSettlement } from '../../src/settlement/settlement-reader.ts'

declare const text: GenerateText

test('rows are strings by column', () => {
  expectTypeOf(readRows('doc-1', text)).toEqualTypeOf<Rows>()
  expectTypeOf(readRows('doc-1', text, { batchSize: 5 })).toEqualTypeOf<Rows<Record<string, string>>>()
  expectTypeOf(readRows('doc-1', text, {} as RowsOptions)).toEqualTypeOf<Rows>()
})

test('selected columns are in the type of a row', () => {
  const rows = readRows('doc-1', text, { columns: ['sku', 'price'] })
  expectTypeOf(rows).toEqualTypeOf<Rows<Record<'sku' | 'price', string>>>()
  expectTypeOf(rows).not.toBeAny()
  const names: string[] = []
  expectTypeOf(readRows('doc-1', text, { columns: names })).toEqualTypeOf<Rows>()
  // A selected column is dropped too if it is personal.
  expectTypeOf(readRows('doc-1', text, { columns: ['sku'], dropPersonal: true })).toEqualTypeOf<Rows>()
})

test('with column types, a cell is a Cell', () => {
  expectTypeOf(readRows('doc-1', text, { types: true })).toEqualTypeOf<Rows<Record<string, Cell>>>()
  expectTypeOf(readRows('doc-1', text, {} as TypedRowsOptions)).toEqualTypeOf<Rows<Record<string, Cell>>>()
  const chosen = readRows('doc-1', text, { columns: ['n'], types: { n: 'integer' } })
  expectTypeOf(chosen).toEqualTypeOf<Rows<Record<'n', Cell>>>()
  expectTypeOf<Cell>().toEqualTypeOf<string | number | Date | Money>()
  // @ts-expect-error no such type
  readRows('doc-1', text, { types: { n: 'float' } })
  // @ts-expect-error no such option
  readRows('doc-1', text, { coloms: ['n'] })
})

test('records are objects, and settlements have amounts', async () => {
  for await (const batch of readRecords('doc-1', text)) expectTypeOf(batch).toEqualTypeOf<RecordObject[]>()
  const { summary, rows } = await readSettlement('doc-1', text)
  expectTypeOf(summary.total).toEqualTypeOf<Money | undefined>()
  for await (const batch of rows) expectTypeOf(batch).toEqualTypeOf<Record<string, string | Money>[]>()
})
