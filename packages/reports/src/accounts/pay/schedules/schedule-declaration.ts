import type { PayEnvironment } from '@reportline/auth/amazon-pay'
import type { ReportTypes } from '@reportline/pay-reports-types'
import { ScheduleError } from '../../../schedules/schedule-error.ts'
import { payTime } from '../pay-time.ts'
import { exampleType, notSchedulable } from '../report-types.ts'
import { checkFrequency, type ScheduleFrequency } from './schedule-frequencies.ts'

/** A schedule as it shall be. Amazon keeps one for each report type. */
export interface ScheduleDeclaration {
  /** For example `_GET_FLAT_FILE_OFFAMAZONPAYMENTS_REFUND_DATA_`. Not every report type can be scheduled. */
  readonly reportType: ReportTypes
  /** How often a report is created. */
  readonly scheduleFrequency: ScheduleFrequency
  /**
   * When the first report is created: a Date, or ISO 8601 with time and zone. Once it has passed it is compared with
   * nothing more, so that a declaration can stay as it is. Without it, a new schedule is asked to begin after one period.
   */
  readonly nextReportCreationTime?: Date | string
}

/** A checked declaration; a plain JSON value. */
export interface ScheduleSpec {
  readonly reportType: string
  readonly scheduleFrequency: ScheduleFrequency
  /** As it is sent: `YYYYMMDDTHHMMSSZ`. */
  readonly nextReportCreationTime?: string
}

const fields = new Set(['reportType', 'scheduleFrequency', 'nextReportCreationTime'])

/**
 * Checks declarations as far as that is possible without knowing which schedules there are.
 *
 * @throws TypeError naming the declaration, the field and the fix; ScheduleError `NOT_SCHEDULABLE`.
 */
export function checkDeclarations(
  declared: readonly ScheduleDeclaration[],
  environment: PayEnvironment,
): ScheduleSpec[] {
  if (!Array.isArray(declared)) throw new TypeError('the declared schedules must be a list')
  const specs = declared.map((declaration, index) => {
    try {
      return checkDeclaration(declaration, environment)
    } catch (error) {
      throw error instanceof TypeError ? new TypeError(`schedule ${index + 1}: ${error.message}`) : error
    }
  })
  refuseTwice(specs)
  return specs
}

function checkDeclaration(declaration: ScheduleDeclaration, environment: PayEnvironment): ScheduleSpec {
  if (typeof declaration !== 'object' || declaration === null) throw new TypeError('it must be an object')
  for (const field of Object.keys(declaration)) {
    if (!fields.has(field)) throw new TypeError(`${field} is no field of a schedule: it has ${[...fields].join(', ')}`)
  }
  const { reportType, scheduleFrequency, nextReportCreationTime: next } = declaration
  if (typeof reportType !== 'string' || reportType.trim() === '') {
    throw new TypeError(`reportType must be a report type, for example ${exampleType}`)
  }
  const why = notSchedulable(reportType, environment)
  if (why !== undefined) {
    throw new ScheduleError({
      code: 'NOT_SCHEDULABLE',
      reportType,
      what: `this report type cannot be scheduled: ${why}`,
    })
  }
  return {
    reportType,
    scheduleFrequency: checkFrequency(scheduleFrequency),
    ...(next === undefined ? {} : { nextReportCreationTime: payTime('nextReportCreationTime', next) }),
  }
}

function refuseTwice(specs: readonly ScheduleSpec[]): void {
  const places = new Map<string, number>()
  for (const [index, { reportType }] of specs.entries()) {
    const first = places.get(reportType)
    if (first !== undefined) {
      throw new TypeError(
        `schedules ${first + 1} and ${index + 1} are both for ${reportType}: ` +
          'Amazon keeps one schedule for a report type, so the second would replace the first',
      )
    }
    places.set(reportType, index)
  }
}
