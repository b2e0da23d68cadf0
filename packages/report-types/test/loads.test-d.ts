import { expectTypeOf, test } from 'vitest'
import type { Duration, LoadColumns, LoadFacts, LoadScope, MergeLoad, ReportTypeFacts } from '../src/index.ts'

declare const load: LoadFacts

test('the mode of a load determines its other fields', () => {
  expectTypeOf<LoadFacts['mode']>().toEqualTypeOf<'snapshot' | 'replace' | 'merge' | 'once'>()
  if (load.mode === 'replace') {
    expectTypeOf(load.scope).toEqualTypeOf<LoadScope>()
    expectTypeOf(load.key).toEqualTypeOf<LoadColumns | undefined>()
    expectTypeOf(load.lookBack).toEqualTypeOf<Duration | undefined>()
  } else if (load.mode === 'merge') {
    expectTypeOf(load.key).toEqualTypeOf<LoadColumns>()
  } else if (load.mode === 'once') {
    expectTypeOf(load.identity).toEqualTypeOf<{ readonly column: string } | { readonly option: string }>()
  } else {
    expectTypeOf(load.mode).toEqualTypeOf<'snapshot'>()
    // @ts-expect-error the report is the whole state
    expectTypeOf(load.lookBack).not.toBeAny()
  }
})

test('a merge has a key of at least one column, which is not assumed', () => {
  const sources = [] as const
  // @ts-expect-error no column
  const empty: MergeLoad = { mode: 'merge', key: [], sources }
  // @ts-expect-error an assumed key
  const assumed: MergeLoad = { mode: 'merge', key: ['id'], assumed: ['key'], sources }
  expectTypeOf([empty, assumed]).not.toBeAny()
})

test('a report type has one load per table', () => {
  expectTypeOf<ReportTypeFacts['loads']>().toEqualTypeOf<readonly LoadFacts[] | undefined>()
})
