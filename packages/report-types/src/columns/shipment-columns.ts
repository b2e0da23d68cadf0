import { columns, instants, integers, money, personal, text } from './columns.ts'

/** The report type and the marketplace determine which of the buyer's columns have values. */
export const shipmentColumns = columns(
  text('amazon-order-id', 'merchant-order-id', 'shipment-id', 'shipment-item-id'),
  text('amazon-order-item-id', 'merchant-order-item-id'),
  instants('purchase-date', 'payments-date', 'shipment-date', 'reporting-date'),
  personal('buyer-email', 'buyer-name', 'buyer-phone-number'),
  text('sku', 'product-name'),
  integers('quantity-shipped'),
  text('currency'),
  money('currency', 'item-price', 'item-tax', 'shipping-price', 'shipping-tax', 'gift-wrap-price', 'gift-wrap-tax'),
  text('ship-service-level'),
  personal('recipient-name', 'ship-address-1', 'ship-address-2', 'ship-address-3'),
  personal('ship-city', 'ship-state', 'ship-postal-code'),
  text('ship-country'),
  personal('ship-phone-number', 'bill-address-1', 'bill-address-2', 'bill-address-3'),
  personal('bill-city', 'bill-state', 'bill-postal-code'),
  text('bill-country'),
  money('currency', 'item-promotion-discount', 'ship-promotion-discount'),
  text('carrier', 'tracking-number', 'estimated-arrival-date'),
  text('fulfillment-center-id', 'fulfillment-channel', 'sales-channel'),
)

export const shipmentSalesColumns = columns(
  text('shipment-date', 'sku', 'fnsku', 'asin', 'fulfillment-center-id', 'quantity', 'amazon-order-id', 'currency'),
  money('currency', 'item-price-per-unit', 'shipping-price', 'gift-wrap-price'),
  personal('ship-city', 'ship-state', 'ship-postal-code'),
)

export const shipmentPromotionColumns = columns(
  text('shipment-date', 'currency'),
  money('currency', 'item-promotion-discount'),
  text('item-promotion-id', 'description', 'promotion-rule-value', 'amazon-order-id', 'shipment-id'),
  text('shipment-item-id'),
)
