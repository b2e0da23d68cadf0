/** What the sources say about a column. */
export interface ColumnFacts {
  /** Defaults to `text`. */
  readonly type?: 'text' | 'integer' | 'decimal' | 'money' | 'instant' | 'date'
  /** For money: the name of the column that holds the currency, or a currency code. */
  readonly currency?: string
  /** Whether the column holds personal data: a name, an address, an email address, a comment. */
  readonly personal?: true
}
