import type { CallOptions } from '@reportline/request'
import type { ReportSchedule } from '@reportline/selling-partner-reports-types'
import type { SchedulesClient } from './schedules.ts'

/** `getReportSchedules` takes no more at a time. */
const typesACall = 10

/** Lists the schedules of report types, ten types at a time: Amazon lists them only by type. */
export async function listSchedules(
  reportTypes: Iterable<string>,
  client: SchedulesClient,
  call: CallOptions,
): Promise<ReportSchedule[]> {
  const types = [...new Set(reportTypes)]
  const found = new Map<string, ReportSchedule>()
  for (let start = 0; start < types.length; start += typesACall) {
    const some = types.slice(start, start + typesACall)
    const { reportSchedules } = await client.getReportSchedules({ reportTypes: some }, call)
    for (const schedule of reportSchedules) found.set(schedule.reportScheduleId, schedule)
  }
  return [...found.values()]
}
