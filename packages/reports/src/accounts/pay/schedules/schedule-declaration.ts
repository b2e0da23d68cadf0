import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { ScheduleFrequency as AnyFrequency, ReportTypes } from '@reportline/pay-reports-types'
import { checkApi, checkFields, checkOneOf, checkReportType } from '../../../run/check-request.ts'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import { payTime } from '../pay-time.ts'
import { exampleType, notSchedulableReason } from '../report-types.ts'

/** The frequencies that Amazon accepts, as ISO 8601 durations. */
export const scheduleFrequencies = [
  'PT5M',
  'PT15M',
  'PT30M',
  'PT1H',
  'PT2H',
  'PT4H',
  'PT8H',
  'PT12H',
  'PT84H',
  'P1D',
  'P2D',
  'P3D',
  'P7D',
  'P14D',
  'P15D',
  'P18D',
  'P30D',
] as const satisfies readonly AnyFrequency[]

/** One of the frequencies that Amazon accepts. */
export type ScheduleFrequency = (typeof scheduleFrequencies)[number]

/** A schedule as it should be. Amazon keeps one for each report type. */
export interface ScheduleDeclaration {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_`. Some report types cannot be scheduled. */
  readonly reportType: ReportTypes
  /** How often a report is created. */
  readonly scheduleFrequency: ScheduleFrequency
  /**
   * When the first report is created: a Date, or an ISO 8601 string with time and time zone. Once it is in the past it is
   * no longer compared, so that you can leave the declaration as it is. Defaults to one period from now for a new
   * schedule.
   */
  readonly nextReportCreationTime?: Date | string | undefined
}

/** A checked declaration, as it is sent. A plain JSON value. */
export interface ScheduleSpec {
  readonly reportType: string
  readonly scheduleFrequency: ScheduleFrequency
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly nextReportCreationTime?: string
}

const fields = new Set(['reportType', 'scheduleFrequency', 'nextReportCreationTime'])

/**
 * Checks a declaration.
 *
 * @throws TypeError if a field is invalid; ScheduleError `NOT_SCHEDULABLE`.
 */
export function checkDeclaration(declaration: ScheduleDeclaration, environment: PayEnvironment): ScheduleSpec {
  checkFields(declaration, 'The declaration', fields)
  const { reportType, scheduleFrequency, nextReportCreationTime: next } = declaration
  checkReportType(reportType, exampleType)
  checkApi(reportType, 'pay')
  const reason = notSchedulableReason(reportType, environment)
  if (reason !== undefined) {
    const what = `this report type cannot be scheduled: ${reason}`
    throw new ScheduleError({ code: 'NOT_SCHEDULABLE', reportType, what })
  }
  return {
    reportType,
    scheduleFrequency: checkOneOf('scheduleFrequency', scheduleFrequency, scheduleFrequencies),
    ...(next === undefined ? {} : { nextReportCreationTime: payTime('nextReportCreationTime', next) }),
  }
}
