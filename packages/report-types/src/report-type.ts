import type { KnownRows } from './known-rows.ts'

/** A report type of the catalogue. */
export type KnownReportType = keyof KnownRows

/** Any report type. Editors suggest those of the catalogue. */
export type ReportType = KnownReportType | (string & {})

/**
 * The options of a report type: the documented names and values, or any strings if none are documented. The catalogue may
 * be out of date: widen the report type to `string` to pass other options.
 *
 * @example
 * ```ts
 * const options: ReportOptionsOf<'GET_BRAND_ANALYTICS_SEARCH_TERMS_REPORT'> = { reportPeriod: 'WEEK' }
 * ```
 */
export type ReportOptionsOf<Type extends string> = Type extends KnownReportType
  ? KnownRows[Type] extends { readonly options: infer Facts }
    ? OptionsBy<Facts>
    : AnyOptions
  : AnyOptions

/** The documented columns of a report type, or any string if none are documented. Amazon adds columns without notice. */
export type ColumnOf<Type extends string> = Type extends KnownReportType
  ? KnownRows[Type] extends { readonly columns: infer Columns }
    ? keyof Columns & string
    : string
  : string

type AnyOptions = Readonly<Record<string, string>>

type OptionsBy<Facts> = {
  readonly [Name in keyof Facts as Facts[Name] extends Required ? Name : never]: ValueOf<Facts[Name]>
} & {
  readonly [Name in keyof Facts as Facts[Name] extends Required ? never : Name]?: ValueOf<Facts[Name]>
}

interface Required {
  readonly required: true
}

/** A list of values can be any string. */
type ValueOf<Facts> = Facts extends { readonly separator: string }
  ? string
  : Facts extends { readonly values: readonly (infer Value extends string)[] }
    ? Value
    : string
