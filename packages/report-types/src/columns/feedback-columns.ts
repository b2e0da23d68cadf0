import { columns, personal, text } from './columns.ts'

/** The header row is in the language of the marketplace. */
export const feedbackColumns = columns(
  text('Date', 'Rating'),
  personal('Comments'),
  text('Your Response', 'Order ID'),
  personal('Rater Email'),
)
