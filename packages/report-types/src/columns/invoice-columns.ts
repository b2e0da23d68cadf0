import { columns, money, personal, text } from './columns.ts'

/** Amounts of the item, its gift wrap and its shipping. */
const amounts = columns(
  money('currency', 'item-vat-incl-amount', 'item-vat-amount', 'item-vat-excl-amount'),
  text('item-vat-rate'),
  money('currency', 'item-promo-vat-incl-amount', 'item-promo-vat-excl-amount', 'item-promo-vat-amount'),
  text('item-promo-vat-rate', 'item-promotion-id'),
  money('currency', 'gift-wrap-vat-incl-amount', 'gift-wrap-vat-amount', 'gift-wrap-vat-excl-amount'),
  text('gift-wrap-vat-rate'),
  money('currency', 'gift-promo-vat-incl-amount', 'gift-promo-vat-excl-amount', 'gift-promo-vat-amount'),
  text('gift-promo-vat-rate', 'gift-promotion-id'),
  money('currency', 'shipping-vat-incl-amount', 'shipping-vat-amount', 'shipping-vat-excl-amount'),
  text('shipping-vat-rate'),
  money('currency', 'shipping-promo-vat-incl-amount', 'shipping-promo-vat-excl-amount', 'shipping-promo-vat-amount'),
  text('shipping-promo-vat-rate', 'ship-promotion-id'),
)

export const vatInvoiceColumns = columns(
  text('marketplace-id', 'order-id', 'order-item-id', 'shipping-id', 'transaction-id', 'transaction-type'),
  text('invoice-number', 'invoice-status', 'invoice-status-description', 'is-amazon-invoiced', 'order-date'),
  text('shipment-date'),
  personal('buyer-vat-number'),
  text('seller-vat-number', 'asin', 'sku', 'product-name'),
  text('quantity-purchased'),
  text('currency'),
  amounts,
  text('is-business-order', 'price-designation', 'purchase-order-number'),
  personal('recipient-name'),
  text('ship-service-level', 'fulfilled-by'),
  personal('ship-address-1', 'ship-address-2', 'ship-address-3', 'ship-city', 'ship-state', 'ship-postal-code'),
  text('ship-country'),
  personal('ship-phone-number'),
)
