import { createBusinessReportsClient } from '@reportline/business-reports-client'
import type { Report as BusinessReport } from '@reportline/business-reports-types'
import { createSellingPartnerReportsClient, servers } from '@reportline/selling-partner-reports-client'
import type { CreateReportResponse, Period, ProcessingStatus, Report } from '@reportline/selling-partner-reports-types'
import { expectTypeOf } from 'vitest'

const client = createSellingPartnerReportsClient({ baseUrl: servers.na })
const business = createBusinessReportsClient({ baseUrl: 'https://na.business-api.amazon.com' })
const request = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaceIds: ['ATVPDKIKX0DER'] }

// Inputs and outputs.
expectTypeOf(client.createReport(request)).resolves.toEqualTypeOf<CreateReportResponse>()
expectTypeOf(client.getReport({ reportId: '1' })).resolves.toEqualTypeOf<Report>()
expectTypeOf(client.cancelReport({ reportId: '1' })).resolves.toEqualTypeOf<undefined>()
expectTypeOf(client.getReport({ reportId: '1' }).withResponse()).resolves.toHaveProperty('requestId')
expectTypeOf(client.getReports).parameter(0).not.toBeAny()
expectTypeOf(client.getReport({ reportId: '1' })).not.toBeAny()
client.getReports()

// Unknown keys, missing keys and wrong values.
// @ts-expect-error unknown key colour
client.createReport({ ...request, colour: 'red' })
// @ts-expect-error marketplaceIds is missing
client.createReport({ reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
// @ts-expect-error reportType is a string
client.createReport({ ...request, reportType: 1 })
// @ts-expect-error reportTypes is a list
client.getReports({ reportTypes: 'GET_MERCHANT_LISTINGS_ALL_DATA' })
// @ts-expect-error reportTypes is required here
client.getReportSchedules()
// @ts-expect-error the operation does not exist
client.getInvoices({})

// Known values are suggested, and unknown ones are accepted.
expectTypeOf<'DONE'>().toExtend<ProcessingStatus>()
expectTypeOf<'SOME_LATER_STATUS'>().toExtend<ProcessingStatus>()
expectTypeOf<'P1Y'>().toExtend<Period>()
expectTypeOf<number>().not.toExtend<Period>()

// Amazon Business has no schedules.
expectTypeOf(business).not.toHaveProperty('createReportSchedule')
expectTypeOf<BusinessReport>().not.toHaveProperty('reportScheduleId')
expectTypeOf<Report>().toHaveProperty('reportScheduleId')
