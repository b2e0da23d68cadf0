import type { CallOptions } from '@reportline/request'
import { operations } from '@reportline/selling-partner-reports-client'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import { checkResponse } from '../../../run/check-response.ts'
import type { RefusedType } from '../../../run/report-api.ts'
import { listByType, ReportTypesError } from '../../list-by-type.ts'
import type { SchedulesClient } from './send-schedule.ts'

/**
 * Lists the schedules of report types, ten types per call: Amazon lists them only by type.
 *
 * @throws ReportTypesError with the schedules of the other types, if Amazon refuses some of the types.
 */
export async function listSchedules(
  reportTypes: Iterable<string>,
  client: SchedulesClient,
  call: CallOptions,
): Promise<ReportSchedule[]> {
  const schedules = new Map<string, ReportSchedule>()
  const refused: RefusedType[] = []
  const list = async function* (types: readonly string[]): AsyncGenerator<ReportSchedule> {
    const page = await client.getReportSchedules({ reportTypes: [...types] }, call)
    yield* checkResponse(operations.getReportSchedules, page, { reportSchedules: 'array' }).reportSchedules
  }
  for await (const schedule of listByType([...reportTypes], list, (type) => void refused.push(type))) {
    checkResponse(operations.getReportSchedules, schedule, { reportScheduleId: 'string', reportType: 'string' })
    schedules.set(schedule.reportScheduleId, schedule)
  }
  if (refused.length > 0) throw new ReportTypesError(refused, [...schedules.values()])
  return [...schedules.values()]
}
