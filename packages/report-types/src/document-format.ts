/** What the document of a report type is, and how its rows are found. */
export type DocumentFormat =
  /** Tab-separated text; quotation marks are data, but where `quoted` says that cells stand in them. */
  | { readonly kind: 'tsv'; readonly quoted?: true }
  /** Comma-separated text, quoted as RFC 4180 says. */
  | { readonly kind: 'csv' }
  /** Tab-separated text whose first row after the header is the summary of a settlement. */
  | { readonly kind: 'settlement' }
  /** Quoted, comma-separated text with the settlement's dates in rows before the header. */
  | { readonly kind: 'pay-settlement' }
  /** JSON; `records` names the property whose array holds the records. */
  | { readonly kind: 'json'; readonly records?: string }
  /** XML; `record` names the element that is one record. */
  | { readonly kind: 'xml'; readonly record?: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'xlsx' }
  | { readonly kind: 'zip' }
