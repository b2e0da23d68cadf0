/** What the sources say of one column. */
export interface ColumnFacts {
  /** Text where it is left out. */
  readonly type?: 'text' | 'integer' | 'decimal' | 'money' | 'instant' | 'date'
  /** Of money: the column that names its currency, or the currency's code. */
  readonly currency?: string
  /** Whether it tells something of a person: a name, an address, an email, a comment. */
  readonly personal?: true
}
