import type { PayRegion } from '@reportline/auth/amazon-pay'

/** A made-up order, with what became of it. Amounts are in the smallest unit of the region's currency. */
export interface Order {
  /** Names the order and everything that belongs to it. */
  readonly number: number
  readonly description: string
  /** When it was paid, in milliseconds since 1970-01-01 UTC. */
  readonly at: number
  readonly captured: number
  /** Of what was captured; zero for nothing. */
  readonly refunded: number
}

/** The money of a region. */
export interface Currency {
  readonly code: string
  /** Digits after the point. */
  readonly digits: number
}

export const currencies: Readonly<Record<PayRegion, Currency>> = {
  na: { code: 'USD', digits: 2 },
  eu: { code: 'EUR', digits: 2 },
  jp: { code: 'JPY', digits: 0 },
}

export const storeName = 'Emulated Store'

/** Quotation marks and commas are there for parsers to stumble over. */
const goods: readonly Pick<Order, 'description' | 'captured' | 'refunded'>[] = [
  { description: 'Garden shed, oak', captured: 100_050, refunded: 0 },
  { description: 'Café Press™ "Grande", 34 oz', captured: 2_675, refunded: 0 },
  { description: 'Gardener’s gloves, 2 pairs', captured: 1_250, refunded: 500 },
]

const day = 24 * 3600 * 1000

/** What happened in a period: the orders are spread over it, and numbered by its first day. */
export function ordersIn(from: number, to: number): Order[] {
  const step = Math.max(0, to - from) / (goods.length + 1)
  return goods.map((good, index) => ({
    ...good,
    number: Math.floor(from / day) * 10 + index + 1,
    at: Math.floor(from + step * (index + 1)),
  }))
}

/** An amount in the smallest unit as a decimal number: -29.31. */
export function decimal(amount: number, { digits }: Currency): string {
  return (amount / 10 ** digits).toFixed(digits)
}

/** `2022-11-21T09:12:44+0000` */
export function postedDate(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}+0000`
}

/** The identifiers that Amazon Pay gives: what belongs together begins alike. */
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
