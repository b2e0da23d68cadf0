/** A length of time in one unit. Months are calendar months. */
export type Span =
  | { readonly minutes: number }
  | { readonly hours: number }
  | { readonly days: number }
  | { readonly months: number }
