import { columns, money, text } from './columns.ts'

export const inventoryHealthColumns = columns(
  text('snapshot-date', 'sku', 'fnsku', 'asin', 'product-name', 'condition', 'sales-rank', 'product-group'),
  text('total-quantity', 'sellable-quantity', 'unsellable-quantity', 'inv-age-0-to-90-days', 'inv-age-91-to-180-days'),
  text('inv-age-181-to-270-days', 'inv-age-271-to-365-days', 'inv-age-365-plus-days', 'units-shipped-last-24-hrs'),
  text('units-shipped-last-7-days', 'units-shipped-last-30-days', 'units-shipped-last-90-days'),
  text('units-shipped-last-180-days', 'units-shipped-last-365-days', 'weeks-of-cover-t7', 'weeks-of-cover-t30'),
  text('weeks-of-cover-t90', 'weeks-of-cover-t180', 'weeks-of-cover-t365', 'num-afn-new-sellers'),
  text('num-afn-used-sellers', 'currency'),
  money('currency', 'your-price', 'sales-price', 'lowest-afn-new-price', 'lowest-afn-used-price'),
  money('currency', 'lowest-mfn-new-price', 'lowest-mfn-used-price'),
  text('qty-to-be-charged-ltsf-12-mo', 'qty-in-long-term-storage-program', 'qty-with-removals-in-progress'),
  money('currency', 'projected-ltsf-12-mo'),
  text('per-unit-volume', 'is-hazmat', 'in-bound-quantity', 'asin-limit', 'inbound-recommend-quantity'),
  text('qty-to-be-charged-ltsf-6-mo'),
  money('currency', 'projected-ltsf-6-mo'),
)

export const subscribeAndSaveForecastColumns = columns(
  text('offer-state', 'snapshot-date', 'sku', 'fnsku', 'asin', 'estimated-avg-sns-discount-next-8-weeks'),
  text('product-name', 'country'),
  text('active-subscriptions', 'week-1-start-date', 'scheduled-sns-units-week-1', 'scheduled-sns-units-week-2'),
  text('scheduled-sns-units-week-3', 'scheduled-sns-units-week-4', 'scheduled-sns-units-week-5'),
  text('scheduled-sns-units-week-6', 'scheduled-sns-units-week-7', 'scheduled-sns-units-week-8'),
)

/** No column contains the currency, so the prices are text. */
export const subscribeAndSavePerformanceColumns = columns(
  text('offer-state', 'snapshot-date', 'sku', 'fnsku', 'asin', 'product-name', 'country', 'week-1-start-date'),
  text('sns-units-shipped-week-1', 'oos-rate-week-1', 'sns-sale-price-week-1', 'sns-discount-week-1'),
  text('sns-units-shipped-week-2', 'oos-rate-week-2', 'sns-sale-price-week-2', 'sns-discount-week-2'),
  text('sns-units-shipped-week-3', 'oos-rate-week-3', 'sns-sale-price-week-3', 'sns-discount-week-3'),
  text('sns-units-shipped-week-4', 'oos-rate-week-4', 'sns-sale-price-week-4', 'sns-discount-week-4'),
)
