import { columns, personal, text } from './columns.ts'

/** The header row is in the marketplace's language. */
export const feedbackColumns = columns(
  text('Date', 'Rating'),
  personal('Comments'),
  text('Your Response', 'Order ID'),
  personal('Rater Email'),
)
