import type { CallOptions } from '@reportline/request'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { SchedulesClient } from './send-schedule.ts'

/** Maximum number of report types in one call of `getReportSchedules`. */
const maxTypesPerCall = 10

/** Lists the schedules of report types, ten types per call: Amazon lists them only by type. */
export async function listSchedules(
  reportTypes: Iterable<string>,
  client: SchedulesClient,
  call: CallOptions,
): Promise<ReportSchedule[]> {
  const types = [...new Set(reportTypes)]
  const schedules = new Map<string, ReportSchedule>()
  for (let start = 0; start < types.length; start += maxTypesPerCall) {
    const filter = { reportTypes: types.slice(start, start + maxTypesPerCall) }
    const { reportSchedules } = await client.getReportSchedules(filter, call)
    for (const schedule of reportSchedules) schedules.set(schedule.reportScheduleId, schedule)
  }
  return [...schedules.values()]
}
