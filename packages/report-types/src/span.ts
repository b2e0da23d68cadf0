/** A length of time that is always the same. */
export type FixedSpan = { readonly minutes: number } | { readonly hours: number } | { readonly days: number }

/** A length of time in one unit. Months are calendar months. */
export type Span = FixedSpan | { readonly months: number }
