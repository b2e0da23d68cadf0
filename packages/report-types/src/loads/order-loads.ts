import { airbyte, githubIssue } from '../sources.ts'
import type { LoadTable } from './load-facts.ts'
import { airbyteDocs, daton, fivetran, openbridge } from './load-sources.ts'

const models = 'amzn/selling-partner-api-models'
const orderItemId = githubIssue('Order tracking reports now include order-item-id', `${models}#5249`, '2026-05-25')
const noKey = githubIssue('How to identify order items in order reports', `${models}#442`, '2024-08-26')
const changingIds = githubIssue('order-item-id of past orders has changed', `${models}#2487`, '2026-11-27')
const xmlItemCode = githubIssue(
  'How to identify order items in order reports',
  'amzn/selling-partner-api-docs#3277',
  '2023-07-31',
)

const orderItem = ['amazon-order-id', 'order-item-id'] as const
const orderItemNote =
  'Reports before about May 2026 do not contain order-item-id, and no other columns identify a row. The ids of past orders have changed before, so replace an order as a whole.'

/** Orders, returns of orders that sellers fulfill, and feedback. */
export const orderLoads = {
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['amazon-order-id'] },
      key: orderItem,
      cursor: 'last-updated-date',
      lookBack: { days: 2 },
      notes: [orderItemNote],
      sources: [airbyteDocs, fivetran, daton, orderItemId, noKey, changingIds],
    },
  ],
  GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL: [
    {
      mode: 'replace',
      scope: { by: 'window', column: 'purchase-date' },
      key: orderItem,
      cursor: 'purchase-date',
      lookBack: { days: 30 },
      notes: [orderItemNote, 'The report by last update contains the same orders, and needs a shorter look-back.'],
      sources: [airbyteDocs, daton, orderItemId, noKey, changingIds],
    },
  ],
  GET_XML_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL: [
    {
      mode: 'merge',
      key: ['AmazonOrderID'],
      newestBy: 'LastUpdatedDate',
      cursor: 'LastUpdatedDate',
      lookBack: { days: 2 },
      notes: ['AmazonOrderItemCode identifies the items of an order.'],
      sources: [airbyte, xmlItemCode],
    },
  ],
  GET_FLAT_FILE_ACTIONABLE_ORDER_DATA_SHIPPING: [
    { mode: 'snapshot', key: ['order-id', 'order-item-id'], assumed: ['mode', 'key'], sources: [airbyte] },
  ],
  GET_FLAT_FILE_ORDER_REPORT_DATA_SHIPPING: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['order-id'] },
      key: ['order-id', 'order-item-id'],
      cursor: 'purchase-date',
      notes: ['A report contains each order once, so it needs no look-back.'],
      assumed: ['mode', 'scope', 'key', 'cursor'],
      sources: [airbyte],
    },
  ],
  GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL: [
    {
      mode: 'merge',
      key: ['amazon-order-id', 'shipment-id', 'shipment-item-id', 'amazon-order-item-id'],
      cursor: 'shipment-date',
      lookBack: { days: 7 },
      notes: ['A report also contains rows outside of the requested window.'],
      sources: [airbyte, daton, openbridge],
    },
  ],
  GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['Return request date'], unit: 'day' },
      key: ['Order ID', 'Return request date', 'ASIN', 'Amazon RMA ID'],
      cursor: 'Return request date',
      lookBack: { days: 60 },
      notes: ['Amazon adds the refund later.'],
      assumed: ['lookBack'],
      sources: [daton],
    },
  ],
  GET_SELLER_FEEDBACK_DATA: [
    {
      mode: 'replace',
      scope: { by: 'values', columns: ['Date'] },
      key: ['Order ID', 'Date'],
      cursor: 'Date',
      lookBack: { days: 90 },
      notes: ['Sellers respond to feedback, and Amazon removes it, later.'],
      assumed: ['mode', 'key', 'scope', 'lookBack'],
      sources: [airbyte],
    },
  ],
} as const satisfies LoadTable
