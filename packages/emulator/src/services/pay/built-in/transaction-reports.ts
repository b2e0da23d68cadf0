import { csvTable } from './csv.ts'
import { type Currency, decimal, idsOf, ordersIn, postedDate, storeName } from './transactions.ts'

/**
 * Creates the document for one kind of transaction. No source shows these documents, so the columns are made up from
 * Amazon Pay's names.
 *
 * @param from Milliseconds since 1970-01-01 UTC.
 * @param to Milliseconds since 1970-01-01 UTC.
 */
export type TransactionReport = (from: number, to: number, currency: Currency) => string

export const orderReferences: TransactionReport = (from, to, currency) =>
  csvTable(
    [
      ...(['AmazonOrderReferenceId', 'SellerOrderId', 'StoreName', 'CreationTimestamp'] as const),
      ...(['OrderReferenceState', 'CurrencyCode', 'OrderTotal', 'SellerNote'] as const),
    ],
    ordersIn(from, to).map((order) => ({
      AmazonOrderReferenceId: idsOf(order).orderReference,
      SellerOrderId: idsOf(order).sellerOrder,
      StoreName: storeName,
      CreationTimestamp: postedDate(order.at),
      OrderReferenceState: 'Closed',
      CurrencyCode: currency.code,
      OrderTotal: decimal(order.captured, currency),
      SellerNote: order.description,
    })),
  )

export const billingAgreements: TransactionReport = (from, to) =>
  csvTable(
    [
      ...(['AmazonBillingAgreementId', 'SellerBillingAgreementId', 'StoreName'] as const),
      ...(['CreationTimestamp', 'BillingAgreementState'] as const),
    ],
    ordersIn(from, to)
      .slice(0, 1)
      .map((order) => ({
        AmazonBillingAgreementId: `B01-0${order.number}-0${order.number}`,
        SellerBillingAgreementId: `subscription-${order.number}`,
        StoreName: storeName,
        CreationTimestamp: postedDate(order.at),
        BillingAgreementState: 'Open',
      })),
  )

export const authorizations: TransactionReport = (from, to, currency) =>
  csvTable(
    [
      ...(['AmazonAuthorizationId', 'AmazonOrderReferenceId', 'CreationTimestamp', 'AuthorizationState'] as const),
      ...(['CurrencyCode', 'AuthorizationAmount', 'CapturedAmount'] as const),
    ],
    ordersIn(from, to).map((order) => ({
      AmazonAuthorizationId: idsOf(order).authorization,
      AmazonOrderReferenceId: idsOf(order).orderReference,
      CreationTimestamp: postedDate(order.at),
      AuthorizationState: 'Closed',
      CurrencyCode: currency.code,
      AuthorizationAmount: decimal(order.captured, currency),
      CapturedAmount: decimal(order.captured, currency),
    })),
  )

export const captures: TransactionReport = (from, to, currency) =>
  csvTable(
    [
      ...(['AmazonCaptureId', 'CaptureReferenceId', 'AmazonAuthorizationId', 'CreationTimestamp'] as const),
      ...(['CaptureState', 'CurrencyCode', 'CaptureAmount', 'RefundedAmount'] as const),
    ],
    ordersIn(from, to).map((order) => ({
      AmazonCaptureId: idsOf(order).capture,
      CaptureReferenceId: idsOf(order).sellerCapture,
      AmazonAuthorizationId: idsOf(order).authorization,
      CreationTimestamp: postedDate(order.at),
      CaptureState: 'Completed',
      CurrencyCode: currency.code,
      CaptureAmount: decimal(order.captured, currency),
      RefundedAmount: decimal(order.refunded, currency),
    })),
  )

export const refunds: TransactionReport = (from, to, currency) =>
  csvTable(
    [
      ...(['AmazonRefundId', 'RefundReferenceId', 'AmazonCaptureId', 'CreationTimestamp'] as const),
      ...(['RefundState', 'CurrencyCode', 'RefundAmount'] as const),
    ],
    ordersIn(from, to)
      .filter(({ refunded }) => refunded > 0)
      .map((order) => ({
        AmazonRefundId: idsOf(order).refund,
        RefundReferenceId: idsOf(order).sellerRefund,
        AmazonCaptureId: idsOf(order).capture,
        CreationTimestamp: postedDate((order.at + to) / 2),
        RefundState: 'Completed',
        CurrencyCode: currency.code,
        RefundAmount: decimal(order.refunded, currency),
      })),
  )

/** Every payment is in the merchant's own currency. */
export const multiCurrencyPayments: TransactionReport = (from, to, currency) =>
  csvTable(
    [
      ...(['TransactionPostedDate', 'AmazonTransactionId', 'PresentmentCurrency', 'PresentmentAmount'] as const),
      ...(['ForeignExchangeRate', 'CurrencyCode', 'TransactionAmount'] as const),
    ],
    ordersIn(from, to).map((order) => ({
      TransactionPostedDate: postedDate(order.at),
      AmazonTransactionId: idsOf(order).capture,
      PresentmentCurrency: currency.code,
      PresentmentAmount: decimal(order.captured, currency),
      ForeignExchangeRate: '1',
      CurrencyCode: currency.code,
      TransactionAmount: decimal(order.captured, currency),
    })),
  )
