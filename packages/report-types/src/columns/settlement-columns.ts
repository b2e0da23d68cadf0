import { columns, money, text } from './columns.ts'

/**
 * Only the summary row contains the currency, which applies to every row. Dates are text, because their format depends on
 * the marketplace.
 */
const settlement = columns(
  text('settlement-id', 'settlement-start-date', 'settlement-end-date', 'deposit-date'),
  money('currency', 'total-amount'),
  text('currency', 'transaction-type', 'order-id', 'merchant-order-id', 'adjustment-id', 'shipment-id'),
  text('marketplace-name'),
)

const item = columns(
  text('order-item-code', 'merchant-order-item-id', 'merchant-adjustment-item-id', 'sku'),
  text('quantity-purchased'),
)

export const settlementV2Columns = columns(
  settlement,
  text('amount-type', 'amount-description'),
  money('currency', 'amount'),
  text('fulfillment-id', 'posted-date', 'posted-date-time'),
  item,
)

export const settlementV1Columns = columns(
  settlement,
  text('shipment-fee-type'),
  money('currency', 'shipment-fee-amount'),
  text('order-fee-type'),
  money('currency', 'order-fee-amount'),
  text('fulfillment-id', 'posted-date'),
  item,
  text('price-type'),
  money('currency', 'price-amount'),
  text('item-related-fee-type'),
  money('currency', 'item-related-fee-amount', 'misc-fee-amount', 'other-fee-amount'),
  text('other-fee-reason-description', 'promotion-id', 'promotion-type'),
  money('currency', 'promotion-amount'),
  text('direct-payment-type'),
  money('currency', 'direct-payment-amount', 'other-amount'),
)

export const paySettlementColumns = columns(
  text('TransactionPostedDate', 'SettlementId', 'AmazonTransactionId', 'SellerReferenceId', 'TransactionType'),
  text('AmazonOrderReferenceId', 'SellerOrderId', 'StoreName', 'CurrencyCode', 'TransactionDescription'),
  money('CurrencyCode', 'TransactionAmount', 'TransactionPercentageFee', 'TransactionFixedFee', 'TotalTransactionFee'),
  money('CurrencyCode', 'NetTransactionAmount'),
)
