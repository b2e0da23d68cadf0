import type { KnownRows } from './known-rows.ts'

/** A report type of the catalogue. */
export type KnownReportType = keyof KnownRows

/** Any report type; an editor offers those of the catalogue. */
export type ReportType = KnownReportType | (string & {})

/**
 * The options of a report type: names and values as they are documented, where they are; any texts otherwise. The
 * catalogue may be behind Amazon: a report type that is widened to `string` takes any options.
 */
export type ReportOptionsOf<Type extends string> = Type extends KnownReportType
  ? KnownRows[Type] extends { readonly options: infer Facts }
    ? OptionsBy<Facts>
    : AnyOptions
  : AnyOptions

/** The columns of a report type's document, where sources name them; any text otherwise. Amazon adds columns. */
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

/** Several values in one text are any text. */
type ValueOf<Facts> = Facts extends { readonly separator: string }
  ? string
  : Facts extends { readonly values: readonly (infer Value extends string)[] }
    ? Value
    : string
