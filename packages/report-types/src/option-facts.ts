/** What the sources say of one option of a report type. Every value is a text, as the API wants it. */
export interface OptionFacts {
  /** The documented values. Left out where any text may stand. */
  readonly values?: readonly string[]
  /** What parts several values in one text. Left out where one value stands alone. */
  readonly separator?: ' ' | ',' | ';'
  readonly required?: true
  /** What Amazon takes when the option is left out. */
  readonly default?: string
}
