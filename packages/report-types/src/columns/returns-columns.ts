import { columns, money, text } from './columns.ts'

export const returnsColumns = columns(
  text('Order ID', 'Order date', 'Return request date', 'Return request status', 'Amazon RMA ID', 'Merchant RMA ID'),
  text('Label type'),
  money('Currency code', 'Label cost'),
  text('Currency code', 'Return carrier', 'Tracking ID', 'Label to be paid by', 'A-to-Z Claim', 'Is prime', 'ASIN'),
  text('Merchant SKU', 'Item Name'),
  text('Return quantity'),
  text('Return Reason', 'In policy', 'Return type', 'Resolution', 'Invoice number', 'Return delivery date'),
  money('Currency code', 'Order Amount'),
  text('Order quantity'),
  text('SafeT Action reason', 'SafeT claim id', 'SafeT claim state', 'SafeT claim creation time'),
  money('Currency code', 'SafeT claim reimbursement amount', 'Refunded Amount'),
)
