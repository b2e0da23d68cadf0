import { columns, personal, text } from './columns.ts'

const parcel = columns(
  text('asin', 'sku', 'product-name'),
  text('quantity-purchased'),
  text('invoice-id', 'package-identifier', 'ship-service-level', 'is-prime', 'pickup-slot', 'order-item-id'),
)

const destination = columns(
  personal('ship-postal-code'),
  text('ship-country'),
  personal('ship-city', 'ship-state'),
  text('carrier'),
)

export const pickedUpColumns = columns(
  text('order-id', 'tracking-id', 'purchase-date', 'picked-up-date'),
  parcel,
  destination,
)

export const waitingForPickupColumns = columns(
  text('order-id', 'tracking-id', 'expected-ship-date'),
  parcel,
  text('purchase-date'),
  destination,
)
