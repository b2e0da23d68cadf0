/** The format of a report type's document, and where its records are. */
export type DocumentFormat =
  /** Tab-separated values. Quotation marks are data, unless `quoted` is true. */
  | { readonly kind: 'tsv'; readonly quoted?: true }
  /** Comma-separated values, quoted as in RFC 4180. Set `delimiter` for a semicolon instead of the comma. */
  | { readonly kind: 'csv'; readonly delimiter?: ';' }
  /** Tab-separated values. The first row after the header is the summary of the settlement. */
  | { readonly kind: 'settlement' }
  /**
   * Quoted, comma-separated values. Rows before the header contain the dates of the settlement. Set `delimiter` for
   * semicolons or tabs instead of the commas.
   */
  | { readonly kind: 'pay-settlement'; readonly delimiter?: ';' | '\t' }
  /** JSON. `records` is the property that contains the array of records. */
  | { readonly kind: 'json'; readonly records?: string }
  /** XML. `record` is the name of the element of a record, `root` that of the root element. */
  | { readonly kind: 'xml'; readonly record?: string; readonly root?: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'xlsx' }
  | { readonly kind: 'zip' }
