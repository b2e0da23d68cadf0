/** What the sources say about an option of a report type. The API accepts string values only. */
export interface OptionFacts {
  /** The documented values. Undefined if any string is allowed. */
  readonly values?: readonly string[]
  /** The separator of a list of values. Undefined if the option takes a single value. */
  readonly separator?: ' ' | ',' | ';'
  /** The maximum number of characters, separators included. */
  readonly maxLength?: number
  readonly required?: true
  /** The value that Amazon uses if the option is missing. */
  readonly default?: string
}
