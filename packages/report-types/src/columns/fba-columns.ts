import { columns, money, personal, text } from './columns.ts'

export const afnInventoryColumns = columns(
  text('seller-sku', 'fulfillment-channel-sku', 'asin', 'condition-type', 'Warehouse-Condition-code'),
  text('Quantity Available'),
)

export const afnInventoryByCountryColumns = columns(
  text('seller-sku', 'fulfillment-channel-sku', 'asin', 'condition-type', 'country'),
  text('quantity-for-local-fulfillment'),
)

export const ledgerSummaryColumns = columns(
  text('Date', 'FNSKU', 'ASIN', 'MSKU', 'Title', 'Disposition', 'StartingWarehouseBalance'),
  text('InTransitBetweenWarehouses', 'Receipts', 'CustomerShipments', 'CustomerReturns', 'VendorReturns'),
  text('WarehouseTransferIn/Out', 'Found', 'Lost', 'Damaged', 'Disposed', 'OtherEvents'),
  text('EndingWarehouseBalance', 'UnknownEvents', 'Location'),
)

export const ledgerDetailColumns = columns(
  text('Date', 'FNSKU', 'ASIN', 'MSKU', 'Title', 'EventType', 'ReferenceID', 'Quantity', 'FulfillmentCenter'),
  text('Disposition', 'Reason', 'Country', 'ReconciledQuantity', 'UnreconciledQuantity'),
)

export const reservedInventoryColumns = columns(
  text('sku', 'fnsku', 'asin', 'product-name'),
  text('reserved_qty', 'reserved_customerorders', 'reserved_fc-transfers', 'reserved_fc-processing'),
)

export const manageInventoryColumns = columns(
  text('sku', 'fnsku', 'asin', 'product-name', 'condition', 'your-price', 'mfn-listing-exists'),
  text('mfn-fulfillable-quantity'),
  text('afn-listing-exists'),
  text('afn-warehouse-quantity', 'afn-fulfillable-quantity', 'afn-unsellable-quantity', 'afn-reserved-quantity'),
  text('afn-total-quantity'),
  text('per-unit-volume'),
  text('afn-inbound-working-quantity', 'afn-inbound-shipped-quantity', 'afn-inbound-receiving-quantity'),
  text('afn-researching-quantity', 'afn-reserved-future-supply', 'afn-future-supply-buyable'),
)

export const feePreviewColumns = columns(
  text('sku', 'fnsku', 'asin', 'product-name', 'product-group', 'brand', 'fulfilled-by', 'has-local-inventory'),
  money('currency', 'your-price', 'sales-price'),
  text('longest-side', 'median-side', 'shortest-side', 'length-and-girth', 'unit-of-dimension'),
  text('item-package-weight', 'unit-of-weight', 'product-size-weight-band', 'currency'),
  money('currency', 'estimated-fee-total', 'estimated-referral-fee-per-unit', 'estimated-variable-closing-fee'),
  money('currency', 'expected-domestic-fulfilment-fee-per-unit'),
)

export const reimbursementColumns = columns(
  text('approval-date', 'reimbursement-id', 'case-id', 'amazon-order-id', 'reason', 'sku', 'fnsku', 'asin'),
  text('product-name', 'condition', 'currency-unit'),
  money('currency-unit', 'amount-per-unit', 'amount-total'),
  text('quantity-reimbursed-cash', 'quantity-reimbursed-inventory', 'quantity-reimbursed-total'),
  text('original-reimbursement-id', 'original-reimbursement-type'),
)

export const longTermStorageColumns = columns(
  text('snapshot-date', 'sku', 'fnsku', 'asin', 'product-name', 'condition', 'per-unit-volume', 'currency'),
  text('volume-unit', 'country'),
  text('qty-charged'),
  money('currency', 'amount-charged'),
  text('surcharge-age-tier', 'rate-surcharge'),
)

export const storageFeeColumns = columns(
  text('asin', 'fnsku', 'product_name', 'fulfillment_center', 'country_code', 'longest_side', 'median_side'),
  text('shortest_side', 'measurement_units', 'weight', 'weight_units', 'item_volume', 'volume_units'),
  text('product_size_tier', 'average_quantity_on_hand', 'average_quantity_pending_removal'),
  text('estimated_total_item_volume', 'month_of_charge', 'storage_rate', 'currency'),
  money('currency', 'estimated_monthly_storage_fee'),
  text('dangerous_goods_storage_type', 'eligible_for_inventory_discount', 'qualifies_for_inventory_discount'),
  money('currency', 'total_incentive_fee_amount'),
  text(
    'breakdown_incentive_fee_amount',
    'average_quantity_customer_orders',
    'storage_utilization_ratio',
    'storage_utilization_ratio_units',
  ),
  text('base_rate', 'utilization_surcharge_rate'),
)

export const overageFeeColumns = columns(
  text('charged_date', 'country_code', 'storage_type', 'charge_rate', 'storage_usage_volume', 'storage_limit_volume'),
  text('overage_volume', 'volume_unit'),
  money('currency_code', 'charged_fee_amount'),
  text('currency_code'),
)

export const customerReturnColumns = columns(
  text('return-date', 'order-id', 'sku', 'asin', 'fnsku', 'product-name'),
  text('quantity'),
  text('fulfillment-center-id', 'detailed-disposition', 'reason', 'status', 'license-plate-number'),
  personal('customer-comments'),
)

export const replacementColumns = columns(
  text('shipment-date', 'sku', 'asin', 'fulfillment-center-id', 'original-fulfillment-center-id'),
  text('quantity'),
  text('replacement-reason-code', 'replacement-amazon-order-id', 'original-amazon-order-id'),
)

export const recommendedRemovalColumns = columns(
  text('snapshot-date', 'sku', 'fnsku', 'asin', 'product-name', 'condition'),
  text('sellable-quantity', 'sellable-271-365-days', 'sellable-365+-days', 'sellable-removal-quantity'),
  text('unsellable-quantity', 'unsellable-0-7-days', 'unsellable-8-60-days', 'unsellable-61-90-days'),
  text('sellable-121-180-days', 'sellable-181-270-days'),
)

export const removalOrderColumns = columns(
  text('request-date', 'order-id', 'order-type', 'service-speed', 'order-status', 'last-updated-date'),
  text('sku', 'fnsku', 'disposition'),
  text('requested-quantity', 'cancelled-quantity', 'disposed-quantity', 'shipped-quantity'),
  text('in-process-quantity'),
  money('currency', 'removal-fee'),
  text('currency'),
)

export const removalShipmentColumns = columns(
  text('request-date', 'order-id', 'shipment-date', 'sku', 'fnsku', 'disposition'),
  text('shipped-quantity'),
  text('carrier', 'tracking-number', 'removal-order-type'),
)
