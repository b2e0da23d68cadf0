import { type AmazonBusinessOptions, amazonBusiness } from '../../src/accounts/business/index.ts'
import { credentials, type FakeAmazon, responses } from './fake-amazon.ts'

export const invoiceType = 'GET_AB_INVOICE_PDF'

/** Returns a request for one invoice in Germany. */
export function invoice(invoiceId: string) {
  return { marketplaces: ['DE'], reportOptions: { invoiceId, documentType: 'Invoice' } } as const
}

/** Creates a business account that uses a fake Amazon. */
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

/** Makes `createReport` return this many reports, with ids that count from 1. */
export function numbered(amazon: FakeAmazon, count: number): FakeAmazon {
  const created = Array.from(
    { length: count },
    (_, index) => () => Response.json({ reportId: `report-${index + 1}` }, { status: 202 }),
  )
  return amazon.respond('createReport', ...created)
}

export const refused = () => responses.error(400, 'InvalidInput', 'There is no such invoice.')
