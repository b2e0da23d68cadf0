import { type AmazonBusinessOptions, amazonBusiness } from '../../src/accounts/business/index.ts'
import { answer, credentials, type FakeAmazon } from './fake-amazon.ts'

export const invoiceType = 'GET_AB_INVOICE_PDF'

/** A wish for one invoice in Germany. */
export function invoice(invoiceId: string) {
  return { marketplaces: ['DE'], reportOptions: { invoiceId, documentType: 'Invoice' } } as const
}

/** A business whose Amazon is a fake. */
export function businessAt(amazon: FakeAmazon, options: Partial<AmazonBusinessOptions> = {}) {
  return amazonBusiness({
    region: 'eu',
    credentials,
    application: { name: 'Tests', version: '1' },
    fetch: amazon.fetch,
    clock: amazon.clock,
    random: () => 0,
    ...options,
  })
}

/** Answers `createReport` so often, with report ids that count from 1. */
export function numbered(amazon: FakeAmazon, count: number): FakeAmazon {
  const answers = Array.from(
    { length: count },
    (_, index) => () => Response.json({ reportId: `report-${index + 1}` }, { status: 202 }),
  )
  return amazon.answers('createReport', ...answers)
}

export const refused = () => answer.error(400, 'InvalidInput', 'There is no such invoice.')
