import { columns, money, text } from './columns.ts'

export const inventoryPlanningColumns = columns(
  text('snapshot-date', 'sku', 'fnsku', 'asin', 'product-name', 'condition', 'available', 'pending-removal-quantity'),
  text('inv-age-0-to-90-days', 'inv-age-91-to-180-days', 'inv-age-181-to-270-days', 'inv-age-271-to-365-days'),
  text('inv-age-365-plus-days', 'currency', 'qty-to-be-charged-ltsf-9-mo'),
  money('currency', 'projected-ltsf-9-mo'),
  text('qty-to-be-charged-ltsf-12-mo'),
  money('currency', 'estimated-ltsf-next-charge'),
  text('units-shipped-t7', 'units-shipped-t30', 'units-shipped-t60', 'units-shipped-t90', 'alert'),
  money('currency', 'your-price', 'sales-price', 'lowest-price-new-plus-shipping', 'lowest-price-used'),
  text('recommended-action', 'healthy-inventory-level'),
  money('currency', 'recommended-sales-price'),
  text('recommended-sale-duration-days', 'recommended-removal-quantity'),
  money('currency', 'estimated-cost-savings-of-recommended-actions'),
  text('sell-through', 'item-volume', 'volume-unit-measurement', 'storage-type', 'storage-volume', 'marketplace'),
  text('product-group', 'sales-rank', 'days-of-supply', 'estimated-excess-quantity', 'weeks-of-cover-t30'),
  text('weeks-of-cover-t90'),
  money('currency', 'featuredoffer-price', 'sales-shipped-last-7-days', 'sales-shipped-last-30-days'),
  money('currency', 'sales-shipped-last-60-days', 'sales-shipped-last-90-days'),
  text('inv-age-0-to-30-days', 'inv-age-31-to-60-days', 'inv-age-61-to-90-days', 'inv-age-181-to-330-days'),
  text('inv-age-331-to-365-days'),
  money('currency', 'estimated-storage-cost-next-month'),
  text('inbound-quantity', 'inbound-working', 'inbound-shipped', 'inbound-received', 'no-sale-last-6-months'),
  text('reserved-quantity', 'unfulfillable-quantity'),
  money('currency', 'estimated-ais-181-210-days', 'estimated-ais-211-240-days', 'estimated-ais-241-270-days'),
  money('currency', 'estimated-ais-271-300-days', 'estimated-ais-301-330-days', 'estimated-ais-331-365-days'),
  money('currency', 'estimated-ais-365-plus-days'),
  text('quantity-to-be-charged-ais-181-210-days', 'quantity-to-be-charged-ais-211-240-days'),
  text('quantity-to-be-charged-ais-241-270-days', 'quantity-to-be-charged-ais-271-300-days'),
  text('quantity-to-be-charged-ais-301-330-days', 'quantity-to-be-charged-ais-331-365-days'),
  text('quantity-to-be-charged-ais-365-plus-days'),
)

export const restockColumns = columns(
  text('Country', 'Product Name', 'FNSKU', 'Merchant SKU', 'ASIN', 'Condition', 'Supplier', 'Supplier part no.'),
  text('Currency code'),
  money('Currency code', 'Price', 'Sales last 30 days'),
  text('Units Sold Last 30 Days', 'Total Units', 'Inbound', 'Available', 'FC transfer', 'FC Processing'),
  text('Customer Order', 'Unfulfillable', 'Working', 'Shipped', 'Receiving', 'Fulfilled by'),
  text('Total Days of Supply (including units from open shipments)', 'Days of Supply at Amazon Fulfillment Network'),
  text('Alert', 'Recommended replenishment qty', 'Recommended ship date', 'Recommended action', 'Unit storage size'),
)

/** No column contains the currency, so the price is text. */
export const strandedInventoryColumns = columns(
  text('primary-action', 'date-stranded', 'Date-to-take-auto-removal', 'status-primary', 'status-secondary'),
  text('error-message', 'stranded-reason', 'asin', 'sku', 'fnsku', 'product-name', 'condition', 'fulfilled-by'),
  text('fulfillable-qty', 'your-price', 'unfulfillable-qty', 'reserved-quantity', 'inbound-shipped-qty'),
)

export const inboundNoncomplianceColumns = columns(
  text('issue-reported-date', 'shipment-creation-date', 'fba-shipment-id', 'fba-carton-id', 'fulfillment-center-id'),
  text('sku', 'fnsku', 'asin', 'product-name', 'problem-type', 'problem-quantity', 'expected-quantity'),
  text('received-quantity', 'performance-measurement-unit', 'coaching-level', 'fee-type', 'currency'),
  money('currency', 'fee-total'),
  text('problem-level', 'alert-status'),
)
