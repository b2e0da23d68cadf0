import { columns, money, personal, text } from './columns.ts'

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
