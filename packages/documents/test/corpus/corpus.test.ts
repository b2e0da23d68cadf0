import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from '../../src/index.ts'
import type { ParseOptions } from '../../src/parse.ts'
import type { RecordsOptions } from '../../src/records/types.ts'
import type { TypedRowsOptions } from '../../src/rows/types.ts'
import { collect } from '../support/streams.ts'

/** A JSON file of the corpus: how the bytes beside it are read, and what each reader must return. */
interface Case {
  readonly given: {
    readonly parse?: ParseOptions
    readonly rows?: TypedRowsOptions
    readonly records?: RecordsOptions
  }
  readonly rows?: Expected & { readonly rows?: readonly unknown[]; readonly rejected?: readonly unknown[] }
  readonly records?: Expected & { readonly records?: readonly unknown[] }
  readonly settlement?: Expected & { readonly total?: unknown; readonly count?: number }
}

interface Expected {
  /** The code of the DocumentError. */
  readonly error?: string
  /** Some fields of the summary. */
  readonly summary?: object
  /** The codes of all warnings. */
  readonly warnings?: readonly string[]
}

const folder = import.meta.dirname
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []))

/** As JSON, so that dates can be compared with the corpus. */
const toJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const codesOf = (warnings: readonly { readonly code: string }[]) => warnings.map(({ code }) => code)

describe.each(names)('the document %s', (name) => {
  const { given, ...expected } = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as Case
  const document = parse(readFileSync(`${folder}/${name}.bin`), given.parse)

  if (expected.rows !== undefined)
    test('gives the expected rows', async () => {
      const { rows: expectedRows, rejected, error, summary = {}, warnings } = expected.rows ?? {}
      const rows = document.rows(given.rows)
      const reading = collect(rows)
      if (error !== undefined) {
        await expect(reading).rejects.toMatchObject({ code: error })
        return
      }
      expect(toJson((await reading).flat())).toEqual(expectedRows)
      expect(rows.summary).toMatchObject(summary)
      expect(codesOf(rows.summary.warnings)).toEqual(warnings)
      const positions = rows.summary.rejected.map(({ line, lines, reason }) => [line, lines, reason])
      if (rejected !== undefined) expect(positions).toEqual(rejected)
    })

  if (expected.records !== undefined)
    test('gives the expected records', async () => {
      const { records: expectedRecords, error, summary = {}, warnings = [] } = expected.records ?? {}
      const records = document.records(given.records)
      const reading = collect(records)
      if (error !== undefined) {
        await expect(reading).rejects.toMatchObject({ code: error })
        return
      }
      expect((await reading).flat()).toEqual(expectedRecords)
      expect(records.summary).toMatchObject(summary)
      expect(codesOf(records.summary.warnings)).toEqual(warnings)
    })

  if (expected.settlement !== undefined)
    test('gives the expected settlement', async () => {
      const { total, count, error, summary = {}, warnings } = expected.settlement ?? {}
      const opening = document.settlement()
      if (error !== undefined) {
        await expect(opening).rejects.toMatchObject({ code: error })
        return
      }
      const settlement = await opening
      const rows = (await collect(settlement.rows)).flat()
      expect(settlement.summary.total).toEqual(total)
      expect(rows).toHaveLength(count ?? 0)
      expect(settlement.rows.summary).toMatchObject(summary)
      expect(codesOf(settlement.rows.summary.warnings)).toEqual(warnings)
    })
})
