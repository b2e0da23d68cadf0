import type { DocumentContent } from '../../documents/document-content.ts'

/** The columns of GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING, as public documentation lists them. */
const columns = [
  ...['order-id', 'order-item-id', 'purchase-date', 'payments-date', 'buyer-email', 'buyer-name', 'buyer-phone-number'],
  ...['sku', 'product-name', 'quantity-purchased', 'currency', 'item-price', 'item-tax', 'shipping-price'],
  ...['shipping-tax', 'ship-service-level', 'recipient-name', 'ship-address-1', 'ship-address-2', 'ship-address-3'],
  ...['ship-city', 'ship-state', 'ship-postal-code', 'ship-country', 'ship-phone-number'],
] as const

type Order = Partial<Record<(typeof columns)[number], string>>

/** Made-up buyers. */
const buyers: readonly Order[] = [
  {
    'buyer-name': 'Ada Example',
    'recipient-name': 'Ada Example',
    'ship-address-1': '1 Made-Up Street',
    'ship-city': 'Springfield',
    'ship-state': 'OR',
    'ship-postal-code': '97477-0000',
    'product-name': 'Gardener’s Gloves, Size 9" – 2 Pairs',
    'item-price': '12.50',
  },
  {
    'buyer-name': 'Zoë Sample',
    'recipient-name': 'Sample “Rooftop” Café',
    'ship-address-1': '22 Nowhere Road',
    'ship-address-2': 'Unit 9"',
    'ship-city': 'Portland',
    'ship-state': 'ME',
    'ship-postal-code': '04101',
    'product-name': 'Café Press™ Coffee Maker, 34 oz',
    'item-price': '26.75',
  },
]

/** Creates the document of GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING, with the personal data of made-up buyers. */
export function orderReport(): DocumentContent {
  const rows = buyers.map((buyer, index) => {
    const order = orderOf(buyer, index)
    return columns.map((column) => order[column] ?? '')
  })
  return {
    content: [columns, ...rows].map((cells) => `${cells.join('\t')}\r\n`).join(''),
    contentType: 'text/plain; charset=UTF-8',
    compressionAlgorithm: 'GZIP',
  }
}

function orderOf(buyer: Order, index: number): Order {
  return {
    'order-id': `903-000000${index}-0000001`,
    'order-item-id': `9000000000000${index}`,
    'purchase-date': `2026-01-0${index + 1}T08:30:00+00:00`,
    'payments-date': `2026-01-0${index + 1}T08:31:00+00:00`,
    'buyer-email': `buyer-${index}@marketplace.example`,
    'buyer-phone-number': `+1 555-010${index}`,
    sku: `EM-${1001 + index}`,
    'quantity-purchased': '1',
    currency: 'USD',
    'item-tax': '0.00',
    'shipping-price': '0.00',
    'shipping-tax': '0.00',
    'ship-service-level': 'Standard',
    'ship-country': 'US',
    'ship-phone-number': `+1 555-010${index}`,
    ...buyer,
  }
}
