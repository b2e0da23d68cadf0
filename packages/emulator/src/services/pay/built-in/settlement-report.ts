import { createHash } from 'node:crypto'
import { csvLine, csvTable } from './csv.ts'
import { type Currency, decimal, idsOf, type Order, ordersIn, postedDate, storeName } from './transactions.ts'

/** The columns of a settlement in public documentation. */
const columns = [
  ...['TransactionPostedDate', 'SettlementId', 'AmazonTransactionId', 'SellerReferenceId', 'TransactionType'],
  ...['AmazonOrderReferenceId', 'SellerOrderId', 'StoreName', 'CurrencyCode', 'TransactionDescription'],
  ...['TransactionAmount', 'TransactionPercentageFee', 'TransactionFixedFee', 'TotalTransactionFee'],
  'NetTransactionAmount',
] as const

type Row = Partial<Record<(typeof columns)[number], string>>

/** Amazon's made-up fees for a capture: a percentage of the amount, and a fixed amount in the smallest unit. */
const percentage = 0.029
const fixedFeeAmount = 30

/**
 * Creates the document of a settlement: lines about the settlement, then a header and one row per transaction. In each
 * row, the net amount is the sum of the amount and the fees, which are negative (assumed).
 */
export function settlementReport(from: number, to: number, currency: Currency): string {
  const settlementId = String(10 ** 10 + createHash('sha256').update(`${from} ${to}`).digest().readUInt32BE())
  const rows = ordersIn(from, to).flatMap((order) => [
    captureRow(order, currency),
    ...(order.refunded > 0 ? [refundRow(order, to, currency)] : []),
  ])
  const preamble = [
    ['SettlementStartDate', postedDate(from)],
    ['SettlementEndDate', postedDate(to)],
  ]
  const table = csvTable(
    columns,
    rows.map((row) => ({ ...row, SettlementId: settlementId, StoreName: storeName, CurrencyCode: currency.code })),
  )
  return preamble.map(csvLine).join('') + table
}

function captureRow(order: Order, currency: Currency): Row {
  const { capture, sellerCapture } = idsOf(order)
  const percentageFee = -Math.round(order.captured * percentage)
  return {
    TransactionPostedDate: postedDate(order.at),
    AmazonTransactionId: capture,
    SellerReferenceId: sellerCapture,
    TransactionType: 'Capture',
    ...orderFields(order),
    ...amounts(order.captured, percentageFee, -fixedFeeAmount, currency),
  }
}

/** The percentage fee of a refund is returned, the fixed fee is not. */
function refundRow(order: Order, end: number, currency: Currency): Row {
  const { refund, sellerRefund } = idsOf(order)
  return {
    TransactionPostedDate: postedDate((order.at + end) / 2),
    AmazonTransactionId: refund,
    SellerReferenceId: sellerRefund,
    TransactionType: 'Refund',
    ...orderFields(order),
    ...amounts(-order.refunded, Math.round(order.refunded * percentage), 0, currency),
  }
}

function orderFields(order: Order): Row {
  const { orderReference, sellerOrder } = idsOf(order)
  return {
    AmazonOrderReferenceId: orderReference,
    SellerOrderId: sellerOrder,
    TransactionDescription: order.description,
  }
}

function amounts(amount: number, percentageFee: number, fixedFee: number, currency: Currency): Row {
  return {
    TransactionAmount: decimal(amount, currency),
    TransactionPercentageFee: decimal(percentageFee, currency),
    TransactionFixedFee: decimal(fixedFee, currency),
    TotalTransactionFee: decimal(percentageFee + fixedFee, currency),
    NetTransactionAmount: decimal(amount + percentageFee + fixedFee, currency),
  }
}
