import { columns, personal, text } from './columns.ts'

/** No column contains the currency, so the amounts are text. */
export const deferredTransactionColumns = columns(
  text('ReportType', 'date/time', 'settlement-id', 'type', 'order-id', 'sku', 'description'),
  text('quantity'),
  text('store', 'fulfillment'),
  personal('order-city', 'order-state', 'order-post-code'),
  text('tax-collection-model', 'product-sales', 'product-sales-tax', 'shipping-credits', 'shipping-credits-tax'),
  text('gift-wrap-credits', 'gift-wrap-credits-tax', 'regulatory-fee', 'tax-on-regulatory-fee'),
  text('promotional-rebate', 'promotional-rebate-tax', 'marketplace-withheld-tax', 'selling-fees', 'fba-fees'),
  text('other-transaction-fees', 'other', 'total', 'Tax Amount', 'Total Amount'),
)
