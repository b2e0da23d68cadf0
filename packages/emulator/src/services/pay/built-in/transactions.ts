import type { PayRegion } from '@reportline/auth/amazon-pay'

/** A made-up order with its transactions. Amounts are in the smallest unit of the region's currency. */
export interface Order {
  /** Part of the identifiers of the order and its transactions. */
  readonly number: number
  readonly description: string
  /** When it was paid, in milliseconds since 1970-01-01 UTC. */
  readonly at: number
  readonly captured: number
  /** The refunded part of the captured amount. */
  readonly refunded: number
}

/** The currency of a region. */
export interface Currency {
  readonly code: string
  /** Digits after the decimal point. */
  readonly digits: number
}

export const currencies: Readonly<Record<PayRegion, Currency>> = {
  na: { code: 'USD', digits: 2 },
  eu: { code: 'EUR', digits: 2 },
  jp: { code: 'JPY', digits: 0 },
}

export const storeName = 'Emulated Store'

/** The descriptions contain quotation marks and commas to test parsers. */
const goods: readonly Pick<Order, 'description' | 'captured' | 'refunded'>[] = [
  { description: 'Garden shed, oak', captured: 100_050, refunded: 0 },
  { description: 'Café Press™ "Grande", 34 oz', captured: 2_675, refunded: 0 },
  { description: 'Gardener’s gloves, 2 pairs', captured: 1_250, refunded: 500 },
]

const dayMs = 24 * 3600 * 1000

/** Returns the orders in a period. They are distributed evenly over it and numbered by its first day. */
export function ordersIn(from: number, to: number): Order[] {
  const step = Math.max(0, to - from) / (goods.length + 1)
  return goods.map((good, index) => ({
    ...good,
    number: Math.floor(from / dayMs) * 10 + index + 1,
    at: Math.floor(from + step * (index + 1)),
  }))
}

/** Formats an amount in the smallest unit as a decimal number, such as -29.31. */
export function decimal(amount: number, { digits }: Currency): string {
  return (amount / 10 ** digits).toFixed(digits)
}

/** Formats an instant like `2022-11-21T09:12:44+0000`. */
export function postedDate(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+0000`
}

/** Returns the identifiers of an order and its transactions. They share a prefix, like those of Amazon Pay. */
export function idsOf({ number }: Order) {
  const orderReference = `P01-0${number}-0${number}`
  return {
    orderReference,
    authorization: `${orderReference}-A${number}`,
    capture: `${orderReference}-C${number}`,
    refund: `${orderReference}-R${number}`,
    sellerOrder: `order-${number}`,
    sellerCapture: `capture-${number}`,
    sellerRefund: `refund-${number}`,
  }
}
