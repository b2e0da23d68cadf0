import type { Report } from '@reportline/business-reports-types'
import { expectTypeOf } from 'vitest'
import { amazonBusiness, type InvoiceOptions } from '../../../src/accounts/business/index.ts'
import type { Job, Outcome, ReportDocument } from '../../../src/index.ts'

const credentials = { clientId: 'a', clientSecret: 'b', refreshToken: 'c' }
const account = amazonBusiness({ region: 'jp', credentials })
const request = {
  reportType: 'GET_AB_INVOICE_PDF',
  marketplaces: ['JP'],
  reportOptions: { invoiceId: '1', documentType: 'Credits' },
} as const

expectTypeOf(account.run(request)).toEqualTypeOf<Promise<Outcome<Report>>>()
expectTypeOf(account.start(request)).toEqualTypeOf<Promise<Job>>()
expectTypeOf(account.document('1')).toEqualTypeOf<ReportDocument>()
expectTypeOf<{ orderId: string; orderLineItemId: string; shipmentId: string }>().toExtend<InvoiceOptions>()
expectTypeOf<{ orderId: string; documentType: 'OrderSummary' }>().toExtend<InvoiceOptions>()
expectTypeOf<{ invoiceId: string; documentType: 'Later' }>().toExtend<InvoiceOptions>()
expectTypeOf<{ invoiceId: string }>().not.toExtend<InvoiceOptions>()

// Other options and other types pass.
account.run({ ...request, reportOptions: { shape: 'round' } })
account.run({ reportType: 'GET_OTHER', marketplaces: ['JP'] })

for await (const result of account.invoices([{ marketplaces: ['JP'], reportOptions: { shape: 'round' } }])) {
  if (result.outcome === undefined) expectTypeOf(result.error).toBeUnknown()
  else expectTypeOf(result.outcome).toEqualTypeOf<Outcome<Report>>()
}

// @ts-expect-error this API has no schedules
account.schedules
// @ts-expect-error this API has no notifications
account.watch
// @ts-expect-error this API has no notifications
account.notifications
// @ts-expect-error reports of this API have no schedule
expectTypeOf<Report['reportScheduleId']>()
// @ts-expect-error option values must be strings
account.run({ ...request, reportOptions: { invoiceId: 1 } })
// @ts-expect-error the region is unknown
amazonBusiness({ region: 'fe', credentials })
// @ts-expect-error the options of an invoice are required
account.invoices([{ marketplaces: ['JP'] }])
