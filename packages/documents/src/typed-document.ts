import type { ColumnOf } from '@reportline/report-types'
import type { ReadOptions } from './content/document-content.ts'
import type { ReportDocument } from './report-document.ts'
import type { RowOf, Rows, RowsOptions, TypedRowsOptions } from './rows/types.ts'

/** The document of a report type: where the catalogue knows its columns, they are offered by name. */
export type DocumentOf<Type extends string> =
  string extends ColumnOf<Type> ? ReportDocument : DocumentWithColumns<ColumnOf<Type>>

/** A document some of whose columns are known. Amazon adds columns, and leaves some out: none is sure to be there. */
export interface DocumentWithColumns<Column extends string> extends Omit<ReportDocument, 'rows'> {
  /** The rows of the document, in batches. Memory stays the same however long the document is. */
  rows<const O extends OptionsWithColumns<Column> = RowsOptions>(options?: O): Rows<RowOf<O> & KnownColumns<O, Column>>
}

type OptionsWithColumns<Column extends string> = (RowsOptions | TypedRowsOptions) &
  ReadOptions & { readonly columns?: readonly (Column | (string & {}))[] }

/** Where columns were chosen, the row has those. */
type KnownColumns<O, Column extends string> = string extends keyof RowOf<O>
  ? { readonly [Name in Column]?: RowOf<O>[string & keyof RowOf<O>] }
  : unknown
