import { columns, instants, integers, money, personal, text } from './columns.ts'

/** The shipping address. Dates in these documents are text, because their format depends on the marketplace. */
const shipTo = columns(
  personal('recipient-name', 'ship-address-1', 'ship-address-2', 'ship-address-3'),
  personal('ship-city', 'ship-state', 'ship-postal-code'),
  text('ship-country'),
)

export const actionableOrderColumns = columns(
  text('order-id', 'order-item-id'),
  text('purchase-date', 'payments-date', 'reporting-date', 'promise-date', 'days-past-promise'),
  personal('buyer-email', 'buyer-name', 'buyer-phone-number'),
  text('sku', 'product-name'),
  integers('quantity-purchased', 'quantity-shipped', 'quantity-to-ship'),
  text('ship-service-level'),
  shipTo,
  text('is-business-order', 'purchase-order-number', 'price-designation', 'is-prime', 'sales-channel'),
)

export const orderReportColumns = columns(
  text('order-id', 'order-item-id'),
  text('purchase-date', 'payments-date'),
  personal('buyer-email', 'buyer-name', 'buyer-phone-number'),
  text('sku', 'product-name'),
  integers('quantity-purchased'),
  text('currency'),
  money('currency', 'item-price', 'item-tax', 'shipping-price', 'shipping-tax', 'gift-wrap-price', 'gift-wrap-tax'),
  text('ship-service-level'),
  shipTo,
  personal('ship-phone-number', 'bill-address-1', 'bill-address-2', 'bill-address-3'),
  personal('bill-city', 'bill-state', 'bill-postal-code'),
  text('bill-country', 'sales-channel'),
)

const trackedItem = columns(
  text('amazon-order-id', 'merchant-order-id'),
  instants('purchase-date', 'last-updated-date'),
  text('order-status', 'fulfillment-channel', 'sales-channel', 'order-channel', 'ship-service-level'),
  text('product-name', 'sku', 'asin', 'item-status', 'quantity', 'currency'),
  money('currency', 'item-price', 'item-tax', 'shipping-price', 'shipping-tax', 'gift-wrap-price', 'gift-wrap-tax'),
  money('currency', 'item-promotion-discount', 'ship-promotion-discount'),
  personal('ship-city', 'ship-state', 'ship-postal-code'),
  text('ship-country', 'promotion-ids'),
)

const businessOrder = text('is-business-order', 'purchase-order-number', 'price-designation')

/** Amazon added it in about May 2026, and does not document it. */
const orderItem = text('order-item-id')

export const ordersByLastUpdateColumns = columns(trackedItem, businessOrder, orderItem)

/** Includes `cpf`, the Brazilian taxpayer number. */
export const ordersByOrderDateColumns = columns(trackedItem, personal('cpf'), businessOrder, orderItem)

export const pendingOrderColumns = columns(
  text('order-id', 'order-item-id', 'purchase-date', 'sku', 'product-name', 'quantity-purchased', 'payment-type'),
)
