import type {
  Report as SpecifiedPayReport,
  ReportSchedule as SpecifiedPaySchedule,
} from '@reportline/pay-reports-types'
import type {
  Destination as SpecifiedDestination,
  Subscription as SpecifiedSubscription,
} from '@reportline/selling-partner-notifications-types'
import type { Report, ReportSchedule as SpecifiedSchedule } from '@reportline/selling-partner-reports-types'
import { describe, expectTypeOf, test } from 'vitest'
import type {
  Credentials,
  Destination,
  Emulator,
  Fixtures,
  PayCredentials,
  PayReportFixture,
  PayReportSchedule,
  ReportFixture,
  ReportSchedule,
  Subscription,
} from '../src/index.ts'

describe('Fixtures', () => {
  test('has the keys of every service', () => {
    expectTypeOf<NonNullable<Fixtures['reports']>>().toEqualTypeOf<
      readonly ReportFixture[] | readonly PayReportFixture[]
    >()
    expectTypeOf<NonNullable<Fixtures['reportSchedules']>>().toEqualTypeOf<
      readonly ReportSchedule[] | readonly PayReportSchedule[]
    >()
    expectTypeOf<NonNullable<Fixtures['revokedTokens']>>().toEqualTypeOf<readonly string[]>()
  })

  test('has reports and schedules with the fields of the specification', () => {
    expectTypeOf<keyof ReportFixture>().toEqualTypeOf<keyof Report | 'document'>()
    expectTypeOf<keyof ReportSchedule>().toEqualTypeOf<keyof SpecifiedSchedule>()
    expectTypeOf<ReportFixture['processingStatus']>().toExtend<Report['processingStatus']>()
  })

  test('has reports and schedules of Amazon Pay with the fields of their specification', () => {
    expectTypeOf<keyof PayReportFixture>().toEqualTypeOf<keyof SpecifiedPayReport | 'document'>()
    expectTypeOf<keyof PayReportSchedule>().toEqualTypeOf<keyof SpecifiedPaySchedule>()
    expectTypeOf<PayReportFixture['processingStatus']>().toExtend<SpecifiedPayReport['processingStatus']>()
    expectTypeOf<NonNullable<Fixtures['environment']>>().toEqualTypeOf<'live' | 'sandbox'>()
  })

  test('has destinations and subscriptions with the fields of the specification', () => {
    expectTypeOf<NonNullable<Fixtures['destinations']>>().toEqualTypeOf<readonly Destination[]>()
    expectTypeOf<keyof Destination>().toEqualTypeOf<keyof SpecifiedDestination>()
    expectTypeOf<keyof Subscription>().toEqualTypeOf<keyof SpecifiedSubscription>()
  })

  test('has no other keys', () => {
    // @ts-expect-error: the key is reports
    const fixtures: Fixtures = { report: [] }
    expectTypeOf(fixtures).toEqualTypeOf<Fixtures>()
  })
})

test('an emulator has credentials for every API that has accounts', () => {
  expectTypeOf<Emulator['credentials']['sellingPartner']>().toEqualTypeOf<Credentials>()
  expectTypeOf<Emulator['credentials']['pay']>().toEqualTypeOf<PayCredentials>()
  expectTypeOf<Emulator['credentials']>().not.toHaveProperty('loginWithAmazon')
})
