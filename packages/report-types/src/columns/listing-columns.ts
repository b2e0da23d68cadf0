import { columns, text } from './columns.ts'

const listing = columns(
  text('item-name', 'item-description', 'listing-id', 'seller-sku', 'price', 'quantity', 'open-date', 'image-url'),
  text('item-is-marketplace', 'product-id-type', 'zshop-shipping-fee', 'item-note', 'item-condition'),
  text('zshop-category1', 'zshop-browse-path', 'zshop-storefront-feature', 'asin1', 'asin2', 'asin3'),
  text('will-ship-internationally', 'expedited-shipping', 'zshop-boldface', 'product-id'),
  text('bid-for-featured-placement', 'add-delete', 'pending-quantity', 'fulfillment-channel'),
  text('merchant-shipping-group'),
)

/** Prices are text: some marketplaces use a decimal comma, and no column contains the currency. */
export const listingColumns = columns(listing, text('status'))

/** Without a status: the document contains active listings only. */
export const activeListingColumns = listing

/** Prices of business customers: for quantities, and for quantities above a number of units. */
const businessPrices = columns(
  text('Business Price', 'Quantity Price Type'),
  text('Quantity Lower Bound 1', 'Quantity Price 1', 'Quantity Lower Bound 2', 'Quantity Price 2'),
  text('Quantity Lower Bound 3', 'Quantity Price 3', 'Quantity Lower Bound 4', 'Quantity Price 4'),
  text('Quantity Lower Bound 5', 'Quantity Price 5', 'Progressive Price Type'),
  text('Progressive Lower Bound 1', 'Progressive Price 1', 'Progressive Lower Bound 2', 'Progressive Price 2'),
  text('Progressive Lower Bound 3', 'Progressive Price 3'),
)

export const openListingColumns = columns(text('sku', 'asin', 'price', 'quantity'), businessPrices)

export const compatibleListingColumns = columns(
  text('item-name', 'item-description', 'listing-id', 'seller-sku', 'price', 'quantity', 'open-date', 'image-url'),
  text('item-is-marketplace', 'product-id-type', 'zshop-shipping-fee', 'item-note', 'item-condition'),
  text('zshop-category1', 'zshop-browse-path', 'zshop-storefront-feature', 'asin1', 'asin2', 'asin3'),
  text('will-ship-internationally', 'expedited-shipping', 'zshop-boldface', 'product-id'),
  text('bid-for-featured-placement', 'add-delete', 'pending-quantity', 'merchant-shipping-group'),
  businessPrices,
)

export const cancelledListingColumns = columns(
  text('item-name', 'item-description', 'seller-sku', 'price', 'quantity', 'image-url', 'item-is-marketplace'),
  text('product-id-type', 'zshop-shipping-fee', 'item-note', 'item-condition', 'zshop-category1'),
  text('zshop-browse-path', 'zshop-storefront-feature', 'asin1', 'asin2', 'asin3', 'will-ship-internationally'),
  text('expedited-shipping', 'zshop-boldface', 'product-id', 'add-delete', 'merchant-shipping-group'),
  businessPrices,
)

export const liteListingColumns = columns(text('seller-sku', 'quantity', 'price', 'product-id'), businessPrices)

export const literListingColumns = columns(text('seller-sku', 'quantity'))

export const suppressedListingColumns = columns(
  text('Status', 'Reason', 'SKU', 'ASIN', 'Product name', 'Condition', 'Status Change Date', 'Issue Description'),
)

/** No column contains the currency, so the amounts are text. */
export const referralFeeColumns = columns(
  text('seller-sku', 'asin', 'item-name', 'price', 'estimated-referral-fee-per-item'),
)
