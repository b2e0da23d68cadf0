import type { Duration, FixedDuration } from '../duration.ts'
import type { Source } from '../source.ts'

/** Columns of a table, or properties of a JSON record. `searchQueryData.searchQuery` is a property of a property. */
export type LoadColumns = readonly [string, ...string[]]

/**
 * How the rows of a report are loaded into a table that is kept up to date. All rows belong to the account and the
 * marketplaces of the request: the rows of other accounts and marketplaces are never replaced. If Amazon ignores the
 * marketplaces (`marketplaces.ignored`), the rows belong to the account alone.
 *
 * Match the names of columns by their letters and digits alone: case, spaces and hyphens depend on the marketplace. If a
 * column is missing, stop the load and change nothing.
 */
export type LoadFacts = SnapshotLoad | ReplaceLoad | MergeLoad | OnceLoad

/** A report contains the whole state: its rows replace all rows of the table. */
export interface SnapshotLoad extends LoadDetails {
  readonly mode: 'snapshot'
  /** The columns that identify a row, if a source shows them. */
  readonly key?: LoadColumns
}

/**
 * The rows of the table that belong to the scope are deleted, and all rows of the report are inserted. This needs no key,
 * and it is right for rows whose key changes.
 */
export interface ReplaceLoad extends LoadDetails, IncrementalLoad {
  readonly mode: 'replace'
  readonly scope: LoadScope
  /** The columns that identify a row, if a source shows them. Do not merge by it. */
  readonly key?: LoadColumns
}

/** Rows with a known key are updated, the others are inserted. The key is never assumed: a wrong key loses rows. */
export interface MergeLoad extends LoadDetails, IncrementalLoad {
  readonly mode: 'merge'
  readonly assumed?: readonly Exclude<AssumableLoadField, 'mode' | 'key'>[]
  /** The columns that identify a row. */
  readonly key: LoadColumns
  /** If a report contains a key several times, the row with the latest value in this column is the current one. */
  readonly newestBy?: string
}

/** Each document is loaded once. If Amazon issues it again, its rows are replaced. */
export interface OnceLoad extends LoadDetails {
  readonly mode: 'once'
  /** The column, or the option of the request, whose value identifies the document. */
  readonly identity: { readonly column: string } | { readonly option: string }
  /** No column identifies a row: use the row's number within the document. */
  readonly rowNumbers?: true
}

/** Which rows of the table a report replaces. */
export type LoadScope =
  /**
   * The rows whose values in these columns occur in the report. With `unit`, only the day of a date and time is compared.
   * Reports contain rows outside of the requested window, so the values decide. If the column is a date, request whole
   * days, and also delete the rows of a requested day that does not occur in the report.
   */
  | { readonly by: 'values'; readonly columns: LoadColumns; readonly unit?: 'day' }
  /** The rows whose date in this column lies in the requested window. Without a column, the rows of the same window. */
  | { readonly by: 'window'; readonly column?: string }

/** What to request next. */
interface IncrementalLoad {
  /** The column with the date up to which the table is loaded. If undefined, the end of the last window. */
  readonly cursor?: string
  /** How far before the cursor to request again, because Amazon changes and adds rows later. */
  readonly lookBack?: Duration
  /** How long to wait after the end of a window before requesting it, because the data is not complete yet. */
  readonly holdBack?: FixedDuration
  /** The exact length of a window. */
  readonly windowLength?: FixedDuration
}

interface LoadDetails {
  /** For JSON documents with several lists: the property that contains the records. Defaults to that of the format. */
  readonly records?: string
  /** The options of the request that separate rows: the rows of one value never replace those of another. */
  readonly options?: readonly string[]
  /** How far back the first load can start. */
  readonly history?: Duration
  /** Anything else that you need to know. */
  readonly notes?: readonly string[]
  /** The fields that no source confirms. They are inferred from the columns. */
  readonly assumed?: readonly AssumableLoadField[]
  /** At least one. */
  readonly sources: readonly Source[]
}

/** The fields of {@link LoadFacts} that can be assumed. */
export type AssumableLoadField = 'mode' | 'key' | 'scope' | 'cursor' | 'lookBack' | 'holdBack' | 'identity'

/** The loads of report types, by report type: one for each table. */
export type LoadTable = Readonly<Record<string, readonly LoadFacts[]>>
